import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "../house/page-meta";
import { addressOf, idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { requireViewer } from "../http/viewer.server";
import { SubmitButton } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Merge } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { mergeSchema } from "./manage";
import { findMergeObstacles, listDuplicates, mergeOrganisations } from "./merge.server";
import { MergeRefusal } from "./merge-refusal";
import { useTexts } from "./texts";

export const handle = { messages: ["directory.duplicates", "directory.manage"] };
export const meta = pageMeta("directory.duplicates.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const refused = idFromAddress(new URL(args.request.url).searchParams.get("refuse") ?? "");
  const [pairs, refusal] = await Promise.all([
    listDuplicates(viewer),
    refused ? findMergeObstacles(viewer, refused) : null,
  ]);
  return { pairs, refusal };
}

/** Makes one record of two. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, mergeSchema);
  if (submission.status !== "success") badRequest();
  const { keep, other } = submission.value;
  const done = await mergeOrganisations(viewer, keep, other);
  return redirect(done ? `/annuaire/${keep}` : `/secretariat/annuaire/doublons?refuse=${other}`);
}

export default function DuplicatesPage() {
  const { pairs, refusal } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("manage.title"), to: "/secretariat/annuaire" }]}
        title={t("duplicates.title")}
        lead={t("duplicates.lead")}
      />
      {refusal && <MergeRefusal {...refusal} />}
      {pairs.length === 0 && (
        <EmptyState icon={Merge} title={t("duplicates.none")}>
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
              <Form method="post" key={kept.id}>
                <input type="hidden" name="keep" value={kept.id} />
                <input type="hidden" name="other" value={gone.id} />
                <SubmitButton kind="plain" small icon={Merge}>
                  {t("duplicates.keep", { name: kept.name })}
                </SubmitButton>
              </Form>
            ))}
          </div>
        </Card>
      ))}
    </div>
  );
}
