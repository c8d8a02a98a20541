import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { now } from "../services/services.server";
import { pageMeta } from "../shell/page-meta";
import { findNarrowing } from "../themes/themes.server";
import { ButtonLink } from "../ui/button";
import { Chips } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { MessagesSquare } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { NowProvider } from "../writing/relative-time";
import { useMessages } from "./messages";
import { listThreads } from "./thread-lists.server";
import { ThreadRows } from "./thread-rows";

export const handle = { messages: ["discussions.list", "discussions.row", "writing.moment"] };
export const meta = pageMeta("discussions.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const { searchParams } = new URL(args.request.url);
  const { after } = readListing(searchParams);
  const theme = await findNarrowing(viewer, searchParams, locale);
  const list = await listThreads(viewer, locale, { after, theme: theme?.id });
  return { ...list, theme, first: after === null, now: now().toISOString() };
}

export default function ThreadsPage() {
  const { threads, theme, first, next, now } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <NowProvider now={now}>
      <PageHeader title={t("list.title")} lead={t("list.lead")} />
      {theme && <Chips chips={[{ label: theme.name, to: "/fils" }]} />}
      {threads.length === 0 ? (
        <EmptyState
          icon={MessagesSquare}
          title={t("list.empty")}
          actions={<ButtonLink to="/themes">{t("list.toThemes")}</ButtonLink>}
        >
          {t("list.emptyHelp")}
        </EmptyState>
      ) : (
        <ThreadRows threads={threads} label={t("list.title")} withThemes level={2} />
      )}
      <PageLinks
        first={first ? null : listingPath("/fils", { theme: theme?.id })}
        next={next && listingPath("/fils", { theme: theme?.id, after: next })}
      />
    </NowProvider>
  );
}
