import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { addressOf, idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Merge, X } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { dismissSchema, mergeSchema } from "./duplicates-form.server";
import type { Pair } from "./likeness.server";
import { dismissDuplicate, findPair, listDuplicates, mergeOrganisations } from "./merge.server";
import { findMergeObstacles } from "./merge-obstacles.server";
import { MergeRefusal } from "./merge-refusal";
import { useMessages } from "./messages";

export const handle = { messages: ["organisations.duplicates", "organisations.manage"] };
export const meta = pageMeta("organisations.duplicates.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const [keep, other, refused] = ["garder", "autre", "refuse"].map((name) =>
    idFromAddress(params.get(name) ?? undefined),
  );
  const [pairs, asked, refusal] = await Promise.all([
    listDuplicates(viewer),
    // The first record is kept, the other is deleted.
    keep && other ? findPair(viewer, keep, other) : null,
    refused ? findMergeObstacles(viewer, refused) : null,
  ]);
  return { pairs, asked, refusal, dismissed: params.has("ecarte") };
}

const address = "/secretariat/annuaire/doublons";

/** Merges two records, or marks them as different. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request);
  if (form.get("what") === "dismiss") {
    const dismissal = checkForm(form, dismissSchema);
    if (dismissal.status !== "success") badRequest();
    await dismissDuplicate(viewer, dismissal.value.one, dismissal.value.other);
    return redirect(`${address}?ecarte`);
  }
  const submission = checkForm(form, mergeSchema);
  if (submission.status !== "success") badRequest();
  const { keep, other } = submission.value;
  const done = await mergeOrganisations(viewer, keep, other);
  return redirect(done ? `/annuaire/${keep}` : `${address}?refuse=${other}`);
}

export default function DuplicatesPage() {
  const { pairs, asked, refusal, dismissed } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("manage.title"), to: "/secretariat/annuaire" }]}
        title={t("duplicates.title")}
        lead={t("duplicates.lead")}
      />
      {refusal && <MergeRefusal {...refusal} />}
      {dismissed && (
        <Notice tone="done" role="status">
          {t("duplicates.dismissed")}
        </Notice>
      )}
      {asked && <Confirmation pair={asked} />}
      {pairs.length === 0 && (
        <EmptyState drawing="people" title={t("duplicates.none")}>
          {t("duplicates.noneHelp")}
        </EmptyState>
      )}
      {pairs.map(({ one, other }) => (
        <Card key={one.id + other.id}>
          <p>
            <Link to={`/annuaire/${addressOf(one)}`}>{one.name}</Link> ·{" "}
            <Link to={`/annuaire/${addressOf(other)}`}>{other.name}</Link>
          </p>
          <div className="line">
            {[[one, other] as const, [other, one] as const].map(([kept, gone]) => (
              <ButtonLink
                key={kept.id}
                to={`${address}?garder=${kept.id}&autre=${gone.id}`}
                small
                icon={Merge}
              >
                {t("duplicates.merge", { name: kept.name })}
              </ButtonLink>
            ))}
            <Form method="post">
              <input type="hidden" name="one" value={one.id} />
              <input type="hidden" name="other" value={other.id} />
              <SubmitButton name="what" value="dismiss" kind="quiet" small icon={X}>
                {t("duplicates.dismiss")}
              </SubmitButton>
            </Form>
          </div>
        </Card>
      ))}
    </div>
  );
}

/** Asks for confirmation before a record is deleted. */
function Confirmation({ pair: { one, other } }: { pair: Pair }) {
  const t = useMessages();
  return (
    <Notice
      tone="warning"
      role="alert"
      title={t("duplicates.confirm")}
      actions={
        <div className="line">
          <Form method="post" action={address}>
            <input type="hidden" name="keep" value={one.id} />
            <input type="hidden" name="other" value={other.id} />
            <SubmitButton icon={Merge}>{t("duplicates.confirmSubmit")}</SubmitButton>
          </Form>
          <ButtonLink to={address} kind="quiet">
            {t("duplicates.cancel")}
          </ButtonLink>
        </div>
      }
    >
      {t("duplicates.confirmHelp", { kept: one.name, gone: other.name })}
    </Notice>
  );
}
