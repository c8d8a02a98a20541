import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { now } from "../services/services.server";
import { pageMeta } from "../shell/page-meta";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useTimeWriter } from "../ui/time";
import { DirectoryTable } from "./directory-list";
import { directoryPath } from "./directory-query";
import { readDirectoryQuery } from "./directory-query-form.server";
import { inTable, selectedLabels } from "./listed-organisation";
import { useMessages } from "./messages";
import { searchWhole } from "./organisation-search.server";
import { useChips } from "./use-chips";

export const handle = {
  messages: [
    "directory.list",
    "directory.print",
    "organisations.column",
    "organisations.area",
    "organisations.relation",
    "organisations.group",
    "organisations.language",
    "organisations.custom",
  ],
};
export const meta = pageMeta("directory.print.title");

/** All results of a query, for printing. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const query = readDirectoryQuery(new URL(args.request.url).searchParams);
  const result = await searchWhole(viewer, query, await localeOf(args.request, viewer.locale));
  return {
    query,
    total: result.total,
    now: now().toISOString(),
    found: result.found.map(inTable),
    facets: selectedLabels(result.facets),
    customFacets: result.customFacets,
    columns: result.columns,
  };
}

export default function PrintPage() {
  const { query, total, found, facets, customFacets, columns, now } = useLoaderData<typeof loader>();
  const t = useMessages();
  const write = useTimeWriter();
  const chips = useChips(query, facets, customFacets);
  const narrowed = [query.q && t("print.words", { words: query.q }), ...chips.map(({ label }) => label)];
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("list.title"), to: directoryPath(query) }]}
        title={t("print.title")}
        lead={narrowed.filter(Boolean).join(" · ") || undefined}
        meta={t("print.made", { date: write(now, "day"), count: total })}
      />
      {total > found.length && <Notice tone="warning">{t("print.cut", { count: found.length })}</Notice>}
      <DirectoryTable query={query} found={found} columns={columns} sorted={false} />
    </>
  );
}
