import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayWrite } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import { listFollowers } from "../directory/followers.server";
import { ThemeThreads } from "../discussions/theme-threads";
import { listThreads } from "../discussions/thread-lists.server";
import { listDocuments } from "../documents/document-lists.server";
import { ThemeDocuments } from "../documents/theme-documents";
import { idFromAddress, requireId } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { LevelMenu } from "../notices/level-menu";
import { findLevel } from "../notices/levels.server";
import { listOrganisationsOfTheme } from "../organisations/cards.server";
import { OrganisationLinks } from "../organisations/organisation-links";
import { now } from "../services/services.server";
import { namedMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Columns } from "../ui/columns";
import { Form } from "../ui/form";
import { Archive, Bell, BellOff, PencilLine } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { listSpaces } from "../workspaces/space-lists.server";
import { ThemeSpaces } from "../workspaces/theme-spaces";
import { managesAgenda } from "./agenda.server";
import { useMessages } from "./messages";
import { latestActivity } from "./movements";
import { ThemeAbout, ThemeAside } from "./theme-about";
import { ThemeSign } from "./theme-icon";
import { type ThemePage, themePath } from "./themes";
import { findTheme, followTheme } from "./themes.server";
import { followSchema } from "./themes-form.server";

export const handle = {
  messages: [
    "themes.page",
    "organisations.relation",
    "discussions.theme",
    "discussions.row",
    "writing.moment",
    "documents.theme",
    "documents.row",
    "workspaces.theme",
    "workspaces.sign",
    "notices.level",
  ],
};
export const meta = namedMeta<{ theme: { name: string } }>(({ theme }) => theme.name);

/** Number of items of each kind; a link leads to the rest. */
const shown = 6;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const theme = await findTheme(viewer, idFromAddress(args.params.theme), locale);
  const [organisations, threads, documents, spaces, followers, level] = await Promise.all([
    listOrganisationsOfTheme(viewer, theme, locale),
    listThreads(viewer, locale, { theme: theme.id, size: shown }),
    listDocuments(viewer, locale, { theme: theme.id, size: shown }),
    listSpaces(viewer, locale, { scope: "known", theme: theme.id, take: shown }),
    listFollowers(viewer, theme.id),
    findLevel(viewer, "theme", theme.id),
  ]);
  return {
    theme,
    organisations,
    threads,
    documents,
    spaces,
    followers,
    level,
    movements: latestActivity({ ...threads, ...documents, ...spaces }),
    writes: mayWrite(viewer) && !theme.archived,
    keeps: managesAgenda(viewer),
    now: now().toISOString(),
  };
}

/** Follows or unfollows the theme. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, followSchema);
  if (submission.status !== "success") badRequest();
  const id = requireId(args.params.theme);
  await followTheme(viewer, id, submission.value.what === "follow");
  return redirect(`/themes/${id}`);
}

export default function ThemeRoute() {
  const {
    theme,
    organisations,
    threads,
    documents,
    spaces,
    followers,
    level,
    movements,
    writes,
    keeps,
    now,
  } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t("page.themes"), to: "/themes" },
          ...(theme.parent ? [{ label: theme.parent.name, to: themePath(theme.parent) }] : []),
        ]}
        avatar={<ThemeSign icon={theme.icon} colour={theme.colour} large />}
        title={theme.name}
        lead={theme.summary}
        state={theme.archived && <Badge icon={Archive}>{t("page.archived")}</Badge>}
        meta={<ThemeMeta theme={theme} followers={followers.total} />}
        actions={
          <>
            <ThemeActions theme={theme} keeps={keeps} />
            <LevelMenu level={level} />
          </>
        }
      />
      <Columns
        asideLabel={t("page.aside")}
        aside={
          <ThemeAside
            movements={movements}
            followers={followers}
            organisations={{
              count: organisations.length,
              links: <OrganisationLinks organisations={organisations} />,
            }}
          />
        }
      >
        <ThemeAbout theme={theme} />
        <ThemeSpaces
          list={spaces}
          allAt={`/espaces?theme=${theme.id}`}
          makeAt={writes ? `/espaces/nouveau?theme=${theme.id}` : undefined}
        />
        <ThemeThreads
          threads={threads.threads}
          now={now}
          startAt={writes ? `${themePath(theme)}/fils/nouveau` : undefined}
          more={{ to: `/fils?theme=${theme.id}`, total: threads.total }}
        />
        <ThemeDocuments
          documents={documents.documents}
          startAt={writes ? `/textes/nouveau?theme=${theme.id}` : undefined}
          more={{ to: `/textes?theme=${theme.id}`, total: documents.total }}
        />
      </Columns>
    </>
  );
}

function ThemeMeta({ theme, followers }: { theme: ThemePage; followers: number }) {
  const t = useMessages();
  return (
    <>
      {theme.lead && (
        <span>
          {t("page.lead")} <Link to={`/annuaire/${theme.lead.id}-${theme.lead.slug}`}>{theme.lead.name}</Link>
        </span>
      )}
      <span>{t("page.followers", { count: followers })}</span>
    </>
  );
}

function ThemeActions({ theme, keeps }: { theme: ThemePage; keeps: boolean }) {
  const t = useMessages();
  return (
    <>
      <Form method="post" action={themePath(theme)} preventScrollReset>
        <input type="hidden" name="what" value={theme.follows ? "unfollow" : "follow"} />
        <SubmitButton kind={theme.follows ? "plain" : "main"} icon={theme.follows ? BellOff : Bell}>
          {t(theme.follows ? "page.unfollow" : "page.follow")}
        </SubmitButton>
      </Form>
      {keeps && (
        <ButtonLink icon={PencilLine} to={themePath(theme, "modifier")}>
          {t("page.edit")}
        </ButtonLink>
      )}
    </>
  );
}
