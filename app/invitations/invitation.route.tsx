import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Facts } from "../ui/facts";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Ban, Mail, Printer } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { InvitationBadge } from "./invitation-badge";
import { findInvitation } from "./invitation-lists.server";
import invitationStyles from "./invitations.css?url";
import { followUp } from "./invitations.server";
import { followUpSchema } from "./invitations-form.server";
import { useInvitedTo } from "./invited-to";
import { useMessages } from "./messages";
import { readPaper } from "./paper.server";
import { PaperCode } from "./paper-code";

export const handle = {
  messages: ["invitations.page", "invitations.state", "invitations.paper", "invitations.section"],
};
export const links = () => [{ rel: "stylesheet", href: invitationStyles }];
export const meta = pageMeta("invitations.page.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const invitation = await findInvitation(viewer, idFromAddress(args.params.invitation));
  const done = new URL(args.request.url).searchParams.get("fait");
  return { invitation, done: done !== null, repeated: done === "deja" };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.invitation);
  const submission = await parseForm(args.request, followUpSchema);
  if (submission.status !== "success") badRequest();
  const code = await followUp(viewer, id, submission.value.what);
  if (!code) return redirect(`/invitations/${id}?fait=1`);
  return data({ paper: await readPaper(code, await findInvitation(viewer, id)) });
}

export default function InvitationRoute() {
  const { invitation, done, repeated } = useLoaderData<typeof loader>();
  const paper = useActionData<typeof action>()?.paper;
  const wordsOf = useInvitedTo();
  const t = useMessages();
  const open = invitation.state === "waiting" || invitation.state === "expired";
  return (
    <>
      {done && !paper && (
        <Flash tone={repeated ? "info" : "done"}>
          {t(repeated ? "page.done.repeated" : `page.done.${invitation.state}`)}
        </Flash>
      )}
      <PageHeader
        title={t("page.title")}
        state={<InvitationBadge state={invitation.state} />}
        lead={wordsOf(invitation)}
      />
      <div className="flow">
        {paper && (
          <PaperCode
            code={paper.code}
            address={paper.address}
            network={paper.network}
            name={invitation.name}
            opens={wordsOf(invitation)}
            until={invitation.expiresAt}
          />
        )}
        <Facts
          facts={[
            { term: t("page.email"), value: invitation.email ?? t("section.paper") },
            { term: t("page.name"), value: invitation.name },
            { term: t("page.by"), value: invitation.by },
            { term: t("page.made"), value: <Time at={invitation.createdAt} look="moment" /> },
            {
              term: t("page.sent"),
              value: invitation.sentAt && <Time at={invitation.sentAt} look="moment" />,
            },
            { term: t("page.until"), value: open && <Time at={invitation.expiresAt} look="moment" /> },
          ]}
        />
        {invitation.manages && open && (
          <div className="line">
            {invitation.email && <Act what="send" icon={Mail} label={t("page.send")} />}
            <Act what="print" icon={Printer} label={t("page.print")} />
            <Act what="revoke" icon={Ban} label={t("page.revoke")} />
          </div>
        )}
        {invitation.manages && open && <p className="meta">{t("page.renewed")}</p>}
      </div>
    </>
  );
}

function Act({ what, icon, label }: { what: string; icon: typeof Mail; label: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="what" value={what} />
      <SubmitButton kind={what === "revoke" ? "danger" : "plain"} icon={icon}>
        {label}
      </SubmitButton>
    </Form>
  );
}
