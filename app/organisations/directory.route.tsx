import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { SearchX } from "lucide-react";
import { pageMeta } from "../house/page-meta";
import { addressOf } from "../http/addresses";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { ButtonLink } from "../ui/button";
import { Chips } from "../ui/chip";
import { Columns } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Filters } from "../ui/facet";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Rows } from "../ui/rows";
import { directoryPageSize, searchDirectory } from "./directory.server";
import { DirectoryFacets } from "./directory-facets";
import { DirectoryRow } from "./directory-row";
import { DirectorySearch } from "./directory-search";
import { type DirectoryQuery, directoryPath, readDirectoryQuery } from "./organisations";
import { useTexts } from "./texts";
import { useChips } from "./use-chips";

export const handle = { messages: ["organisations.directory", "organisations.relation"] };
export const meta = pageMeta("organisations.directory.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const query = readDirectoryQuery(new URL(args.request.url).searchParams);
  const result = await searchDirectory(viewer, query, await localeOf(args.request, viewer.locale));
  return { query, result, pageSize: directoryPageSize };
}

export default function DirectoryPage() {
  const { query, result, pageSize } = useLoaderData<typeof loader>();
  const chips = useChips(query, result.facets);
  const t = useTexts();
  return (
    <>
      <PageHeader title={t("directory.title")} lead={t("directory.lead")} />
      <DirectorySearch query={query} />
      <Chips chips={chips} clearTo={directoryPath({ ...emptyQuery, q: query.q })} />
      <Columns
        asideFirst
        asideLabel={t("directory.filters")}
        aside={
          <Filters active={chips.length}>
            <DirectoryFacets query={query} facets={result.facets} />
          </Filters>
        }
      >
        <p role="status" className="meta number">
          {t("directory.count", { count: result.total })}
        </p>
        {result.met === "some" && result.total > 0 && <Notice>{t("directory.someWords")}</Notice>}
        {result.total === 0 ? (
          <NothingFound query={query} nearest={result.nearest} />
        ) : (
          <Rows label={t("directory.title")}>
            {result.found.map((organisation) => (
              <DirectoryRow key={organisation.id} organisation={organisation} />
            ))}
          </Rows>
        )}
        <Pagination
          page={query.page}
          pageSize={pageSize}
          total={result.total}
          toPage={(page) => directoryPath({ ...query, page })}
        />
      </Columns>
    </>
  );
}

const emptyQuery: DirectoryQuery = { q: "", region: [], theme: [], type: [], relation: [], page: 1 };

interface NothingFoundProps {
  query: DirectoryQuery;
  nearest: { id: string; slug: string; name: string }[];
}

function NothingFound({ query, nearest }: NothingFoundProps) {
  const t = useTexts();
  const filtered = directoryPath({ ...query, q: "", page: 1 }) !== "/annuaire";
  return (
    <EmptyState
      icon={SearchX}
      title={query.q ? t("directory.nothingFor", { words: query.q }) : t("directory.nothing")}
      actions={
        <>
          {filtered && (
            <ButtonLink to={directoryPath({ ...emptyQuery, q: query.q })}>
              {t("directory.withoutFilters")}
            </ButtonLink>
          )}
          <ButtonLink to="/annuaire">{t("directory.all")}</ButtonLink>
        </>
      }
    >
      {nearest.length === 0 ? (
        <p>{t("directory.nothingHelp")}</p>
      ) : (
        <>
          <p>{t("directory.nearest")}</p>
          <ul className="links">
            {nearest.map((organisation) => (
              <li key={organisation.id}>
                <Link to={`/annuaire/${addressOf(organisation)}`}>{organisation.name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </EmptyState>
  );
}
