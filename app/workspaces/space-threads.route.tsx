import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listSpaceThreads } from "../discussions/thread-lists.server";
import { ThreadRows } from "../discussions/thread-rows";
import { idFromAddress } from "../http/addresses";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { now } from "../services/services.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { MessageSquarePlus } from "../ui/icons";
import { PageLinks } from "../ui/page-links";
import { NowProvider } from "../writing/relative-time";
import { useMessages } from "./messages";
import { SpaceHead } from "./space-head";
import { findOpenSpace } from "./space-pages.server";
import { spacePath } from "./spaces";

const groups = ["head", "sign", "threads"];
export const handle = {
  messages: [...groups.map((group) => `workspaces.${group}`), "discussions.row", "writing.moment"],
};
export const meta = pageMeta("workspaces.threads.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findOpenSpace(viewer, idFromAddress(args.params.space), locale);
  const { after } = readListing(new URL(args.request.url).searchParams);
  return {
    space,
    first: after === null,
    ...(await listSpaceThreads(viewer, locale, space.id, { after })),
    now: now().toISOString(),
  };
}

export default function SpaceThreadsPage() {
  const { space, threads, first, next, now } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <NowProvider now={now}>
      <SpaceHead
        space={space}
        title={t("threads.title")}
        actions={
          space.writes && (
            <ButtonLink kind="main" icon={MessageSquarePlus} to={spacePath(space, "fils/nouveau")}>
              {t("threads.start")}
            </ButtonLink>
          )
        }
      />
      {threads.length === 0 ? (
        <EmptyState drawing="conversation" title={t("threads.empty")}>
          {t("threads.emptyHelp")}
        </EmptyState>
      ) : (
        <ThreadRows threads={threads} label={t("threads.title")} withThemes level={2} />
      )}
      <PageLinks
        first={first ? null : spacePath(space, "fils")}
        next={next && listingPath(spacePath(space, "fils"), { after: next })}
      />
    </NowProvider>
  );
}
