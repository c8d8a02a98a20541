import { addressOf } from "../http/addresses";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

import { Link } from "../ui/link";
import { directoryPath, emptyQuery, facetNames } from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";
import { useMessages } from "./messages";

interface NothingFoundProps {
  query: DirectoryQuery;
  nearest: { id: string; slug: string; name: string }[];
  /** Base path of the list. */
  base?: string;
}

/** No results: similar names, and links without filters and to the whole list. */
export function NothingFound({ query, nearest, base = "/annuaire" }: NothingFoundProps) {
  const t = useMessages();
  const filtered = facetNames.some((name) => query[name].length > 0);
  return (
    <EmptyState
      drawing="search"
      title={query.q ? t("list.nothingFor", { words: query.q }) : t("list.nothing")}
      actions={
        <>
          {filtered && (
            <ButtonLink to={directoryPath({ ...emptyQuery, q: query.q }, base)}>
              {t("list.withoutFilters")}
            </ButtonLink>
          )}
          <ButtonLink to={base}>{t("list.all")}</ButtonLink>
        </>
      }
    >
      {nearest.length === 0 ? (
        <p>{t("list.nothingHelp")}</p>
      ) : (
        <>
          <p>{t("list.nearest")}</p>
          <ul className="links">
            {nearest.map((organisation) => (
              <li key={organisation.id}>
                <Link to={`${base}/${addressOf(organisation)}`}>{organisation.name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </EmptyState>
  );
}
