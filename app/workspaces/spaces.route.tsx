import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listSpaceActivity } from "../discussions/space-threads.server";
import { cleanText } from "../http/fields";
import { listingPath, readCursor } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { findNarrowing } from "../themes/themes.server";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { Chips } from "../ui/chip";
import { Section } from "../ui/columns";
import { Dotted } from "../ui/dotted";
import { EmptyState } from "../ui/empty-state";
import { FolderPlus, Mail } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import { SpaceBadges } from "./space-badges";
import { mayCreateSpaces } from "./space-lifecycle.server";
import { listSpaces } from "./space-lists.server";
import type { SpaceCard, SpaceList } from "./space-pages";
import { firstLine, spacePath } from "./spaces";

export const handle = { messages: ["workspaces.list", "workspaces.sign", "workspaces.role"] };
export const meta = pageMeta("workspaces.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const params = new URL(args.request.url).searchParams;
  const q = cleanText(params.get("q") ?? "").slice(0, 100);
  const narrowed = await findNarrowing(viewer, params, locale);
  const by = { q, theme: narrowed?.id };
  const [own, others, closed, orphaned] = await Promise.all([
    listSpaces(viewer, locale, { scope: "own", ...by, after: readCursor(params.get("miens")) }),
    listSpaces(viewer, locale, { scope: "others", ...by, after: readCursor(params.get("autres")) }),
    listSpaces(viewer, locale, { scope: "closed", ...by }),
    listSpaces(viewer, locale, { scope: "orphaned", ...by }),
  ]);
  const movements = await listSpaceActivity(
    viewer,
    own.spaces.map(({ id }) => id),
  );
  return { q, narrowed, own, others, closed, orphaned, movements, makes: mayCreateSpaces(viewer) };
}

export default function SpacesPage() {
  const { q, narrowed, own, others, closed, orphaned, movements, makes } = useLoaderData<typeof loader>();
  const t = useMessages();
  const by = { q, theme: narrowed?.id };
  const nothing = own.spaces.length + others.spaces.length === 0;
  return (
    <>
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          makes && (
            <ButtonLink kind="main" icon={FolderPlus} to="/espaces/nouveau">
              {t("list.make")}
            </ButtonLink>
          )
        }
      />
      <SearchField
        action="/espaces"
        label={t("list.search")}
        placeholder={t("list.placeholder")}
        defaultValue={q}
      >
        {narrowed && <input type="hidden" name="theme" value={narrowed.id} />}
      </SearchField>
      {narrowed && <Chips chips={[{ label: narrowed.name, to: listingPath("/espaces", { q }) }]} />}
      {nothing && (
        <EmptyState drawing="people" title={t(q ? "list.nothing" : "list.empty")}>
          {t(q ? "list.nothingHelp" : "list.emptyHelp")}
        </EmptyState>
      )}
      <Group id="miens" title={t("list.own")} list={own} by={by} movements={movements} />
      <Group id="autres" title={t("list.others")} list={others} by={by} />
      <Group id="orphelins" title={t("list.orphaned")} list={orphaned} by={by} />
      <Group id="supprimes" title={t("list.closed")} list={closed} by={by} />
    </>
  );
}

/** Recent activity of a space. */
interface Movement {
  fresh: number;
  latest: string | null;
}

interface GroupProps {
  id: string;
  title: string;
  list: SpaceList;
  /** Filters of the list. */
  by: { q: string; theme?: string };
  movements?: Record<string, Movement>;
}

function Group({ id, title, list, by, movements }: GroupProps) {
  const t = useMessages();
  if (list.spaces.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <Rows label={title}>
        {list.spaces.map((space) => (
          <SpaceRow key={space.id} space={space} movement={movements?.[space.id]} />
        ))}
      </Rows>
      {list.next && (
        <p>
          <Link to={listingPath("/espaces", { ...by, [id]: list.next })} rel="next">
            {t("list.more")}
          </Link>
        </p>
      )}
    </Section>
  );
}

function SpaceRow({ space, movement }: { space: SpaceCard; movement?: Movement }) {
  const t = useMessages();
  const frame = [space.theme?.name, space.organisation].filter(Boolean).join(" · ");
  return (
    <Row
      title={space.name}
      to={spacePath(space)}
      level={3}
      unread={(movement?.fresh ?? 0) > 0}
      kicker={frame || undefined}
      badges={<SpaceBadges space={space} />}
      actions={
        space.invited && (
          <Badge tone="accent" icon={Mail}>
            {t("list.invited")}
          </Badge>
        )
      }
      meta={<SpaceMeta space={space} movement={movement} />}
    >
      {firstLine(space.description)}
    </Row>
  );
}

/** Unread items, the viewer's role and the last activity, as far as known, on one line. */
function SpaceMeta({ space, movement }: { space: SpaceCard; movement?: Movement }) {
  const t = useMessages();
  const parts = [
    movement && movement.fresh > 0 && (
      <span key="fresh" className="new">
        {t("list.fresh", { count: movement.fresh })}
      </span>
    ),
    space.role && <span key="role">{t(`role.${space.role}`)}</span>,
    movement?.latest && (
      <span key="latest">
        {t("list.latest")} <Time at={movement.latest} look="short" />
      </span>
    ),
  ];
  return <Dotted parts={parts} />;
}
