import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Columns } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Filters } from "../ui/facet";
import { Download, Link2 } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import {
  type JournalFilters,
  journalParams,
  journalPath,
  readJournalCursor,
  readJournalFilters,
} from "./journal";
import journalStyles from "./journal.css?url";
import { countLimit, readJournal } from "./journal.server";
import { JournalFiltersForm } from "./journal-filters";
import { JournalRows } from "./journal-rows";
import { useMessages } from "./messages";

export const links = () => [{ rel: "stylesheet", href: journalStyles }];
export const handle = { messages: ["audit.journal", "audit.kind"] };
export const meta = pageMeta("audit.journal.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const filters = readJournalFilters(params);
  const place = readJournalCursor(params);
  const locale = await localeOf(args.request, viewer.locale);
  return { filters, countLimit, ...(await readJournal(viewer, filters, place, locale)) };
}

export default function JournalPage() {
  const { filters, entries, older, newer, total, actions, countLimit } = useLoaderData<typeof loader>();
  const t = useMessages();
  const params = journalParams(filters);
  return (
    <>
      <PageHeader
        title={t("journal.title")}
        lead={t("journal.lead")}
        actions={
          <ButtonLink to="/journal/chaine" icon={Link2}>
            {t("journal.chain")}
          </ButtonLink>
        }
      />
      <Columns
        asideFirst
        asideLabel={t("journal.filters")}
        aside={
          <Filters active={params.length}>
            <JournalFiltersForm key={journalPath(filters)} filters={filters} actions={actions} />
          </Filters>
        }
      >
        <div className="line">
          <p role="status" className="meta number">
            {total > countLimit
              ? t("journal.countMore", { count: countLimit })
              : t("journal.count", { count: total })}
          </p>
          {total > 0 && <ExportForm filters={filters} />}
        </div>
        <p className="meta">{t("journal.private")}</p>
        {entries.length === 0 ? (
          <EmptyState
            drawing="record"
            title={t("journal.nothing")}
            actions={<ButtonLink to="/journal">{t("journal.clear")}</ButtonLink>}
          >
            {t("journal.nothingHelp")}
          </EmptyState>
        ) : (
          <JournalRows entries={entries} />
        )}
        <nav className="line" aria-label={t("journal.pages")}>
          {newer && <ButtonLink to={journalPath(filters)}>{t("journal.newest")}</ButtonLink>}
          {newer && <ButtonLink to={journalPath(filters, newer)}>{t("journal.newer")}</ButtonLink>}
          {older && <ButtonLink to={journalPath(filters, older)}>{t("journal.older")}</ButtonLink>}
        </nav>
      </Columns>
    </>
  );
}

/** A form, not a link: the export itself is recorded. */
function ExportForm({ filters }: { filters: JournalFilters }) {
  const t = useMessages();
  return (
    <form method="post" action="/journal/export" title={t("journal.exportHint")}>
      {journalParams(filters).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton kind="plain" small icon={Download}>
        {t("journal.export")}
      </SubmitButton>
    </form>
  );
}
