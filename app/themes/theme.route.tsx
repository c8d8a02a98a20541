import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ThemeThreads } from "../discussions/theme-threads";
import { listThreads } from "../discussions/thread-lists.server";
import { namedMeta } from "../house/page-meta";
import { addressOf, idFromAddress } from "../http/addresses";
import { standingOf } from "../http/viewer";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { OrganisationLinks } from "../organisations/organisation-links";
import { listOrganisationsOfTheme } from "../organisations/organisations.server";
import { now } from "../ports/ports.server";
import { Columns, Section } from "../ui/columns";
import { PageHeader } from "../ui/page-header";
import { SourceMark } from "../ui/source-mark";
import { useTexts } from "./texts";
import type { ThemeFact } from "./themes";
import { findTheme } from "./themes.server";

export const handle = {
  messages: [
    ...["themes.page", "organisations.relation"],
    ...["discussions.theme", "discussions.row", "discussions.moment"],
  ],
};
export const meta = namedMeta<{ theme: { name: string } }>(({ theme }) => theme.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const theme = await findTheme(viewer, idFromAddress(args.params.theme), locale);
  const [organisations, { threads }] = await Promise.all([
    listOrganisationsOfTheme(viewer, theme.id, locale),
    listThreads(viewer, locale, { theme: theme.id }),
  ]);
  return {
    theme,
    organisations,
    threads,
    writes: standingOf(viewer) !== "observer",
    now: now().toISOString(),
  };
}

export default function ThemePage() {
  const { theme, organisations, threads, writes, now } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("page.themes"), to: "/themes" }]}
        title={theme.name}
        lead={theme.summary}
      />
      <Columns
        asideLabel={t("page.organisations", { count: organisations.length })}
        aside={
          <Section id="structures" title={t("page.organisations", { count: organisations.length })}>
            {organisations.length === 0 ? (
              <p className="meta">{t("page.noOrganisation")}</p>
            ) : (
              <OrganisationLinks organisations={organisations} />
            )}
          </Section>
        }
      >
        <div className="prose">
          {theme.description.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {theme.facts.length > 0 && <ThemeFacts facts={theme.facts} />}
        </div>
        <ThemeThreads
          threads={threads}
          now={now}
          startAt={writes ? `/themes/${addressOf(theme)}/fils/nouveau` : undefined}
        />
      </Columns>
    </>
  );
}

function ThemeFacts({ facts }: { facts: ThemeFact[] }) {
  const t = useTexts();
  return (
    <section aria-labelledby="reperes">
      <h2 id="reperes">{t("page.facts")}</h2>
      <ul>
        {facts.map(({ text, source, date }) => (
          <li key={text}>
            {text}{" "}
            <SourceMark source={`${source} (${date})`} href={/^https?:/.test(source) ? source : undefined} />
            {!/^https?:/.test(source) && <span className="meta">({source})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
