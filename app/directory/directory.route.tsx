import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { allows } from "../authorization/policy";
import { requireViewer } from "../authorization/viewer.server";
import { packJson, unpackJson } from "../http/packed-json";
import { localeOf } from "../i18n/locale.server";
import { organisationsPolicy } from "../organisations/policy";
import { pageMeta } from "../shell/page-meta";
import { Chips } from "../ui/chip";
import { Columns } from "../ui/columns";
import { Filters } from "../ui/facet";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import directoryStyles from "./directory.css?url";
import { mayExport } from "./directory-export.server";
import { DirectoryFacets } from "./directory-facets";
import { DirectoryList, DirectoryTable } from "./directory-list";
import { DirectoryNav } from "./directory-nav";
import { directoryPath, emptyQuery, facetNames } from "./directory-query";
import { readDirectoryQuery } from "./directory-query-form.server";
import { DirectorySearch } from "./directory-search";
import { newIdempotencyKey } from "./form-key.server";
import { ExportSection, ListTools } from "./list-tools";
import { inList, inTable } from "./listed-organisation";
import { useMessages } from "./messages";
import { NothingFound } from "./nothing-found";
import { directoryPageSize, searchDirectory } from "./organisation-search.server";
import { countPeople } from "./people-search.server";
import { useChips } from "./use-chips";

export const links = () => [{ rel: "stylesheet", href: directoryStyles }];
export const handle = {
  messages: [
    "directory.list",
    "directory.map",
    "directory.tools",
    "organisations.column",
    "organisations.area",
    "organisations.relation",
    "organisations.group",
    "organisations.language",
    "organisations.custom",
  ],
};
export const meta = pageMeta("directory.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const query = readDirectoryQuery(new URL(args.request.url).searchParams);
  const [result, people] = await Promise.all([
    searchDirectory(viewer, query, await localeOf(args.request, viewer.locale)),
    query.q ? countPeople(viewer, query.q) : undefined,
  ]);
  const { found, ...rest } = result;
  const table = query.vue === "tableau";
  return packJson({
    query,
    result: rest,
    people,
    pageSize: directoryPageSize,
    key: newIdempotencyKey(),
    tabled: table ? found.map(inTable) : undefined,
    listed: table ? [] : found.map(inList),
    exports: mayExport(viewer),
    manages: allows(viewer, organisationsPolicy["directory.manage"]),
  });
}

export default function DirectoryPage() {
  const page = unpackJson(useLoaderData<typeof loader>());
  const { query, result, tabled, listed, people, pageSize, key, exports, manages } = page;
  const chips = useChips(query, result.facets, result.customFacets);
  const t = useMessages();
  return (
    <>
      <PageHeader title={t("list.title")} lead={t("list.lead")} />
      <DirectoryNav q={query.q} organisations={result.total} people={people} />
      <DirectorySearch
        action="/annuaire"
        q={query.q}
        kept={[
          ...facetNames.flatMap((name) => query[name].map((value): [string, string] => [name, value])),
          ...query.champ.map((value): [string, string] => ["champ", value]),
          ...(query.tri === "pertinence" ? [] : [["tri", query.tri] as [string, string]]),
          ...(query.vue === "liste" ? [] : [["vue", query.vue] as [string, string]]),
        ]}
        placeholder={t("list.placeholder")}
      />
      <Chips chips={chips} clearTo={directoryPath({ ...emptyQuery, q: query.q })} />
      <Narrowed
        // A table takes the whole width, with folded filters above it.
        wide={tabled !== undefined}
        filters={
          <Filters active={chips.length}>
            <DirectoryFacets query={query} facets={result.facets} custom={result.customFacets} />
          </Filters>
        }
      >
        <ListTools query={query} total={result.total} />
        {result.met === "some" && result.total > 0 && <Notice>{t("list.someWords")}</Notice>}
        {result.total === 0 ? (
          <NothingFound query={query} nearest={result.nearest} />
        ) : tabled ? (
          <DirectoryTable query={query} found={tabled} columns={result.columns} />
        ) : (
          <DirectoryList cards={query.vue === "cartes"} found={listed} />
        )}
        <Pagination
          page={query.page}
          pageSize={pageSize}
          total={result.total}
          toPage={(page) => directoryPath({ ...query, page })}
        />
        <ExportSection query={query} exports={exports} manages={manages} total={result.total} formKey={key} />
      </Narrowed>
    </>
  );
}

interface NarrowedProps {
  wide: boolean;
  filters: ReactNode;
  children: ReactNode;
}

/** The list with its filters beside it, or above when the list needs the width. */
function Narrowed({ wide, filters, children }: NarrowedProps) {
  const t = useMessages();
  if (!wide) {
    return (
      <Columns asideFirst asideLabel={t("list.filters")} aside={filters}>
        {children}
      </Columns>
    );
  }
  return (
    <div className="flow">
      {filters}
      <div className="columns-main">{children}</div>
    </div>
  );
}
