import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isSecretariat } from "../authorization/viewer";
import { findViewer, requireWriter } from "../authorization/viewer.server";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Columns, Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { FolderPlus, Library } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { SearchField } from "../ui/search-field";
import fileStyles from "./files.css?url";
import { libraryFacets, libraryPageSize, libraryPath, maxCollectionNameLength } from "./library";
import { searchLibrary } from "./library.server";
import { LibraryFilters } from "./library-filters";
import { collectionSchema, readLibraryQuery } from "./library-form.server";
import { LibraryRows } from "./library-rows";
import { createCollection, listCollections } from "./library-sharing.server";
import { useMessages } from "./messages";

export const handle = { messages: ["library", "kind", "language"].map((group) => `files.${group}`) };
export const meta = pageMeta("files.library.title");
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  const query = readLibraryQuery(new URL(args.request.url).searchParams);
  const manages = viewer !== null && isSecretariat(viewer);
  const [result, collections] = await Promise.all([
    searchLibrary(viewer, query, await localeOf(args.request, viewer?.locale)),
    listCollections(viewer, manages),
  ]);
  return { query, result, collections, key: manages ? newIdempotencyKey() : null };
}

/** Creates a collection. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const submission = await parseForm(args.request, collectionSchema);
  if (submission.status !== "success") return data({ wrong: true }, { status: 400 });
  return redirect(`/bibliotheque/collections/${await createCollection(viewer, submission.value)}`);
}

export default function LibraryPage() {
  const { query, result, collections, key } = useLoaderData<typeof loader>();
  const t = useMessages();
  const pages = Math.ceil(result.total / libraryPageSize);
  return (
    <div className="flow">
      <PageHeader title={t("library.title")} lead={t("library.lead")} />
      <SearchField
        action="/bibliotheque"
        label={t("library.search")}
        placeholder={t("library.placeholder")}
        defaultValue={query.q}
      >
        {libraryFacets.map(
          (name) => query[name] && <input key={name} type="hidden" name={name} value={query[name]} />,
        )}
      </SearchField>
      <Columns
        asideLabel={t("library.filters")}
        aside={
          <>
            <LibraryFilters query={query} facets={result.facets} />
            {collections.length > 0 && (
              <Section id="collections" title={t("library.collections")}>
                <ul className="links">
                  {collections.map(({ id, name }) => (
                    <li key={id}>
                      <Link to={`/bibliotheque/collections/${id}`}>{name}</Link>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        }
      >
        <p role="status" className="meta number">
          {t("library.count", { count: result.total })}
        </p>
        {result.rows.length > 0 ? (
          <LibraryRows rows={result.rows} label={t("library.title")} />
        ) : (
          <EmptyState icon={Library} title={t("library.empty")}>
            {t("library.emptyHelp")}
          </EmptyState>
        )}
        <PageLinks
          first={query.page > 1 ? libraryPath({ ...query, page: 1 }) : null}
          next={query.page < pages ? libraryPath({ ...query, page: query.page + 1 }) : null}
        />
        {key && <NewCollection formKey={key} />}
      </Columns>
    </div>
  );
}

function NewCollection({ formKey }: { formKey: string }) {
  const t = useMessages();
  const wrong = useActionData<typeof action>()?.wrong;
  return (
    <Section id="nouvelle-collection" title={t("library.newCollection")}>
      <Form method="post" className="form" key={formKey}>
        <input type="hidden" name="key" value={formKey} />
        <TextField
          name="name"
          label={t("library.collectionName")}
          errors={wrong ? [t("library.nameRequired")] : undefined}
          maxLength={maxCollectionNameLength}
          required
        />
        <TextArea name="description" label={t("library.collectionDescription")} optional />
        <SubmitButton kind="plain" icon={FolderPlus}>
          {t("library.makeCollection")}
        </SubmitButton>
      </Form>
    </Section>
  );
}
