import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { now } from "../services/services.server";
import { pageMeta } from "../shell/page-meta";
import { findNarrowing } from "../themes/themes.server";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Chips } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { CheckCheck } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { NowProvider } from "../writing/relative-time";
import { useMessages } from "./messages";
import { markAllRead } from "./thread-changes.server";
import { listThreads } from "./thread-lists.server";
import { ThreadRows } from "./thread-rows";
import { cleanTag, maxTagLength } from "./threads";

export const handle = { messages: ["discussions.list", "discussions.row", "writing.moment"] };
export const meta = pageMeta("discussions.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const { searchParams } = new URL(args.request.url);
  const { after } = readListing(searchParams);
  const theme = await findNarrowing(viewer, searchParams, locale);
  const tag = cleanTag(searchParams.get("mot") ?? "").slice(0, maxTagLength);
  const list = await listThreads(viewer, locale, { after, theme: theme?.id, tag });
  const done = searchParams.get("fait") === "lu";
  return { ...list, theme, tag, done, first: after === null, now: now().toISOString() };
}

/** Marks all threads as read. */
export async function action(args: ActionFunctionArgs) {
  await markAllRead(await requireViewer(args));
  return redirect("/fils?fait=lu");
}

export default function ThreadsPage() {
  const { threads, theme, tag, done, first, next, now } = useLoaderData<typeof loader>();
  const t = useMessages();
  const filters = { theme: theme?.id, mot: tag };
  const chips = [
    ...(theme
      ? [{ label: t("list.theme", { theme: theme.name }), to: listingPath("/fils", { mot: tag }) }]
      : []),
    ...(tag ? [{ label: t("list.tag", { tag }), to: listingPath("/fils", { theme: theme?.id }) }] : []),
  ];
  const news = threads.some(({ fresh }) => fresh > 0);
  return (
    <NowProvider now={now}>
      {done && <Flash>{t("list.markedRead")}</Flash>}
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          news && (
            <Form method="post" action="/fils">
              <SubmitButton kind="plain" icon={CheckCheck}>
                {t("list.markRead")}
              </SubmitButton>
            </Form>
          )
        }
      />
      <Chips chips={chips} clearTo="/fils" />
      {threads.length === 0 && chips.length > 0 ? (
        <EmptyState
          drawing="conversation"
          title={t("list.nothing")}
          actions={<ButtonLink to="/fils">{t("list.all")}</ButtonLink>}
        >
          {t("list.nothingHelp")}
        </EmptyState>
      ) : threads.length === 0 ? (
        <EmptyState
          drawing="conversation"
          title={t("list.empty")}
          actions={<ButtonLink to="/themes">{t("list.toThemes")}</ButtonLink>}
        >
          {t("list.emptyHelp")}
        </EmptyState>
      ) : (
        <ThreadRows threads={threads} label={t("list.title")} withThemes level={2} />
      )}
      <PageLinks
        first={first ? null : listingPath("/fils", filters)}
        next={next && listingPath("/fils", { ...filters, after: next })}
      />
    </NowProvider>
  );
}
