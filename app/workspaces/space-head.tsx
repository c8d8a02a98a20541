import type { ReactNode } from "react";
import { addressOf } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { colourOf } from "../ui/colours";
import { type NavItem, SubNav } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";
import { SpaceBadges } from "./space-badges";
import type { SpacePage } from "./space-pages";
import { spacePath } from "./spaces";

interface SpaceHeadProps {
  space: SpacePage;
  /** Title of the current page; absent on the home page. */
  title?: string;
  lead?: ReactNode;
  actions?: ReactNode;
}

/** Header of every page of a space: its emblem and name, who reads it, links to its pages, and the page's own title. */
export function SpaceHead({ space, title, lead, actions }: SpaceHeadProps) {
  const t = useMessages();
  const pages: NavItem[] = [
    { to: spacePath(space), label: t("head.home") },
    { to: spacePath(space, "fils"), label: t("head.threads") },
    { to: spacePath(space, "textes"), label: t("head.documents") },
    { to: spacePath(space, "fichiers"), label: t("head.files") },
    { to: spacePath(space, "taches"), label: t("head.tasks") },
    { to: spacePath(space, "calendrier"), label: t("head.calendar") },
    ...(space.guest ? [] : [membersItem(space, t)]),
    ...(space.canManage ? [{ to: spacePath(space, "reglages"), label: t("head.settings") }] : []),
  ];
  const colour = space.theme?.colour ?? colourOf(space.name);
  return (
    <>
      <div className="space-head" data-colour={colour}>
        <PageHeader
          crumbs={[
            { to: "/espaces", label: t("head.spaces") },
            ...(space.theme ? [{ to: `/themes/${addressOf(space.theme)}`, label: space.theme.name }] : []),
          ]}
          avatar={<Avatar kind="organisation" size="large" name={space.name} colour={colour} />}
          title={space.name}
          meta={
            <>
              <SpaceBadges space={space} />
              <span>{t(`sign.kind.${space.kind}`)}</span>
            </>
          }
          actions={!title && actions}
        />
      </div>
      {space.reads && <SubNav label={t("head.label")} items={pages} />}
      {title && (
        <div className="space-page-head">
          <div>
            <h2>{title}</h2>
            {lead && <p className="meta">{lead}</p>}
          </div>
          {actions && <div className="line">{actions}</div>}
        </div>
      )}
    </>
  );
}

/** Link to the members page; managers also see the number of pending join requests. */
function membersItem(space: SpacePage, t: ReturnType<typeof useMessages>): NavItem {
  const item = { to: spacePath(space, "membres"), label: t("head.members") };
  const { joinRequests: count } = space;
  if (count === 0) return item;
  return { ...item, count, countLabel: t("head.joinRequests", { count }), fresh: true };
}
