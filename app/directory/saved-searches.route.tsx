import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Trash2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { useMessages } from "./messages";
import { deleteSearch, listSaved, saveSearch } from "./saved-searches.server";
import { savedSchema } from "./saved-searches-form.server";

export const handle = { messages: ["directory.saved", "directory.list"] };
export const meta = pageMeta("directory.saved.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const full = new URL(args.request.url).searchParams.has("plein");
  return { searches: await listSaved(viewer), full };
}

/** Saves or deletes a search. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, savedSchema);
  if (submission.status !== "success") badRequest();
  const { value } = submission;
  if (value.what === "save") {
    const kept = await saveSearch(viewer, value);
    return redirect(kept ? saying("/annuaire/recherches", "saved") : "/annuaire/recherches?plein");
  }
  await deleteSearch(viewer, value.search);
  return redirect(saying("/annuaire/recherches", "deleted"));
}

export default function SavedPage() {
  const { searches, full } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader crumbs={[{ label: t("list.title"), to: "/annuaire" }]} title={t("saved.title")} />
      {full && (
        <Notice tone="warning" role="alert">
          {t("saved.full")}
        </Notice>
      )}
      {searches.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t("saved.none")}
          actions={<ButtonLink to="/annuaire">{t("list.all")}</ButtonLink>}
        >
          <p>{t("saved.noneHelp")}</p>
        </EmptyState>
      ) : (
        <Rows label={t("saved.title")}>
          {searches.map(({ id, name, address }) => (
            <Row
              key={id}
              title={name}
              to={address}
              level={2}
              actions={
                <Form method="post">
                  <input type="hidden" name="what" value="forget" />
                  <input type="hidden" name="search" value={id} />
                  <SubmitButton kind="quiet" small icon={Trash2}>
                    {t("saved.forget")}
                  </SubmitButton>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
    </div>
  );
}
