import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { countThreadsByTheme } from "../discussions/theme-counts.server";
import { countDocumentsByTheme } from "../documents/theme-counts.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { Card, Cards } from "../ui/card";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { ListOrdered } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { countSpacesByTheme } from "../workspaces/theme-counts.server";
import { managesAgenda } from "./agenda.server";
import { useMessages } from "./messages";
import { ThemeSign } from "./theme-icon";
import { type AgendaTheme, themePath } from "./themes";
import { readAgenda } from "./themes.server";

export const handle = { messages: ["themes.list"] };
export const meta = pageMeta("themes.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const [agenda, spaces, threads, documents] = await Promise.all([
    readAgenda(viewer, locale),
    countSpacesByTheme(viewer),
    countThreadsByTheme(viewer),
    countDocumentsByTheme(viewer),
  ]);
  return { agenda, counts: { spaces, threads, documents }, keeps: managesAgenda(viewer) };
}

type Counts = Record<"spaces" | "threads" | "documents", Record<string, number>>;

export default function ThemesPage() {
  const { agenda, counts, keeps } = useLoaderData<typeof loader>();
  const t = useMessages();
  const on = agenda.filter(({ archived }) => !archived);
  const off = agenda.flatMap((theme) => [theme, ...theme.children]).filter(({ archived }) => archived);
  return (
    <div className="flow">
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          keeps && (
            <ButtonLink icon={ListOrdered} to="/secretariat/themes">
              {t("list.keep")}
            </ButtonLink>
          )
        }
      />
      {on.length === 0 ? (
        <EmptyState drawing="record" title={t("list.empty")}>
          {t("list.emptyHelp")}
        </EmptyState>
      ) : (
        <Cards>
          {on.map((theme) => (
            <ThemeCard key={theme.id} theme={theme} counts={counts} />
          ))}
        </Cards>
      )}
      {off.length > 0 && (
        <Section id="archives" title={t("list.archived")}>
          <ul className="links">
            {off.map((theme) => (
              <li key={theme.id}>
                <Link to={themePath(theme)}>{theme.name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function ThemeCard({ theme, counts }: { theme: AgendaTheme; counts: Counts }) {
  const t = useMessages();
  const children = theme.children.filter(({ archived }) => !archived);
  const held = (["spaces", "threads", "documents"] as const)
    .map((kind) => ({ kind, count: counts[kind][theme.id] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => t(`list.${kind}`, { count }));
  return (
    <Card
      title={
        <span className="card-name">
          <ThemeSign icon={theme.icon} colour={theme.colour} />
          {theme.name}
        </span>
      }
      to={themePath(theme)}
      colour={theme.colour}
      meta={
        <>
          {theme.lead && <p>{t("list.ledBy", { name: theme.lead.name })}</p>}
          <p>{held.length > 0 ? held.join(" · ") : t("list.nothing")}</p>
        </>
      }
    >
      <p>{theme.summary}</p>
      {children.length > 0 && (
        <ul className="links card-actions">
          {children.map((child) => (
            <li key={child.id}>
              <Link to={themePath(child)}>{child.name}</Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
