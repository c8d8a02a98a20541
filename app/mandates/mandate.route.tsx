import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { parseForm } from "../http/form.server";
import { namedMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { Facts } from "../ui/facts";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Ban } from "../ui/icons";
import { TextArea } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { MandateBadge } from "./mandate-badge";
import { MandateDays } from "./mandate-days";
import { findMandate } from "./mandate-lists.server";
import { revokeMandate } from "./mandates.server";
import { revocationSchema } from "./mandates-form.server";
import { useMessages } from "./messages";

export const handle = { messages: ["mandates.page", "mandates.state", "mandates.section"] };
export const meta = namedMeta<{ mandate: { person: string } }>(({ mandate }) => mandate.person);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const done = new URL(args.request.url).searchParams.has("fait");
  return { mandate: await findMandate(viewer, idFromAddress(args.params.mandate)), done };
}

/** Revokes the mandate. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  await requireRecentAuth(args);
  const { id, mayRevoke } = await findMandate(viewer, idFromAddress(args.params.mandate));
  const submission = await parseForm(args.request, revocationSchema);
  if (submission.status !== "success" && mayRevoke) return data({ incomplete: true }, { status: 400 });
  await revokeMandate(viewer, id, submission.status === "success" ? submission.value.reason : "");
  return redirect(`/mandats/${id}?fait=1`);
}

export default function MandateRoute() {
  const { mandate, done } = useLoaderData<typeof loader>();
  const incomplete = useActionData<typeof action>()?.incomplete;
  const t = useMessages();
  const { organisation, organisationId, person, alternates } = mandate;
  return (
    <>
      {done && !incomplete && <Flash>{t("page.done")}</Flash>}
      <PageHeader
        crumbs={[{ label: organisation, to: `/mon-organisation?structure=${organisationId}` }]}
        title={person}
        state={<MandateBadge state={mandate.state} />}
        lead={t(`page.lead.${mandate.state}`, { organisation })}
      />
      {incomplete && (
        <Notice tone="error" role="alert" title={t("page.incomplete")}>
          {t("page.incompleteHelp")}
        </Notice>
      )}
      <div className="flow">
        <Facts
          facts={[
            { term: t("page.organisation"), value: organisation },
            { term: t("page.days"), value: <MandateDays {...mandate} /> },
            { term: t("page.alternates"), value: alternates.join(", ") },
            { term: t("page.given"), value: <Moment at={mandate.givenAt} by={mandate.givenBy} /> },
            {
              term: t("page.revoked"),
              value: mandate.revokedAt && <Moment at={mandate.revokedAt} by={mandate.revokedBy} />,
            },
            {
              term: t("page.because"),
              value: mandate.revokedAt && (mandate.revokedBecause ?? t("page.becauseLeft")),
            },
          ]}
        />
        {mandate.mayRevoke && (
          <Dialog
            kind="danger"
            icon={Ban}
            opener={t("page.revoke")}
            title={t("page.revokeTitle", { person })}
          >
            <p>{t("page.revokeHelp")}</p>
            <Form method="post" className="form">
              <TextArea
                name="reason"
                label={t("page.reason")}
                rows={3}
                minLength={3}
                maxLength={1000}
                required
              />
              <DialogActions>
                <SubmitButton kind="danger">{t("page.revokeConfirm")}</SubmitButton>
              </DialogActions>
            </Form>
          </Dialog>
        )}
      </div>
    </>
  );
}

function Moment({ at, by }: { at: string; by: string | null }) {
  return (
    <>
      <Time at={at} look="moment" />
      {by && ` · ${by}`}
    </>
  );
}
