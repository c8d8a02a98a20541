import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findViewer } from "../authorization/viewer.server";
import { addressOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { localeOf } from "../i18n/locale.server";
import { isDirectoryPublic } from "../organisations/index-visibility.server";
import { pageMeta } from "../shell/page-meta";
import { Avatar } from "../ui/avatar";
import { Chips } from "../ui/chip";
import { Columns } from "../ui/columns";
import { Filters } from "../ui/facet";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Row, Rows } from "../ui/rows";
import directoryStyles from "./directory.css?url";
import { DirectoryFacets } from "./directory-facets";
import { directoryPath } from "./directory-query";
import { readDirectoryQuery } from "./directory-query-form.server";
import { DirectorySearch } from "./directory-search";
import { Marked } from "./marked";
import { useMessages } from "./messages";
import { NothingFound } from "./nothing-found";
import { directoryPageSize, searchDirectory } from "./organisation-search.server";
import { useChips } from "./use-chips";

export const links = () => [{ rel: "stylesheet", href: directoryStyles }];
export const handle = {
  messages: [
    "directory.list",
    "directory.map",
    "directory.public",
    "organisations.area",
    "organisations.relation",
    "organisations.group",
    "organisations.language",
    "organisations.custom",
  ],
};
export const meta = pageMeta("directory.public.title");
const base = "/annuaire-public";

/** The public view, also for signed-in viewers. */
export async function loader(args: LoaderFunctionArgs) {
  if (!(await isDirectoryPublic())) notFound();
  const viewer = await findViewer(args);
  const query = readDirectoryQuery(new URL(args.request.url).searchParams);
  const result = await searchDirectory(null, query, await localeOf(args.request, viewer?.locale));
  return { query, result, pageSize: directoryPageSize };
}

export default function PublicDirectoryPage() {
  const { query, result, pageSize } = useLoaderData<typeof loader>();
  const chips = useChips(query, result.facets, result.customFacets, base);
  const t = useMessages();
  return (
    <>
      <PageHeader title={t("public.title")} lead={t("public.lead")} />
      <DirectorySearch
        action={base}
        q={query.q}
        kept={(["region", "theme", "type", "champ"] as const).flatMap((name) =>
          query[name].map((value): [string, string] => [name, value]),
        )}
        placeholder={t("list.placeholder")}
      />
      <Chips chips={chips} clearTo={query.q ? `${base}?${new URLSearchParams({ q: query.q })}` : base} />
      <Columns
        asideFirst
        asideLabel={t("list.filters")}
        aside={
          <Filters active={chips.length}>
            <DirectoryFacets query={query} facets={result.facets} custom={result.customFacets} base={base} />
          </Filters>
        }
      >
        <p role="status" className="meta number">
          {t("list.count", { count: result.total })}
        </p>
        {result.total === 0 ? (
          <NothingFound query={query} nearest={result.nearest} base={base} />
        ) : (
          <Rows label={t("public.title")}>
            {result.found.map((organisation) => (
              <Row
                key={organisation.id}
                avatar={
                  <Avatar
                    kind="organisation"
                    name={organisation.name}
                    acronym={organisation.acronym}
                    picture={organisation.picture}
                  />
                }
                title={
                  <>
                    <Marked parts={organisation.markedName} />
                    {organisation.acronym && ` (${organisation.acronym})`}
                  </>
                }
                to={`${base}/${addressOf(organisation)}`}
                level={2}
                meta={[organisation.type, organisation.places].filter(Boolean).join(" · ")}
              >
                {organisation.mission && (
                  <p>
                    <Marked parts={organisation.markedMission} />
                  </p>
                )}
              </Row>
            ))}
          </Rows>
        )}
        <Pagination
          page={query.page}
          pageSize={pageSize}
          total={result.total}
          toPage={(page) => directoryPath({ ...query, page }, base)}
        />
      </Columns>
    </>
  );
}
