import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessagesSquare } from "lucide-react";
import { pageMeta } from "../house/page-meta";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { now } from "../ports/ports.server";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { NowProvider } from "./moment";
import { useTexts } from "./texts";
import { listThreads } from "./thread-lists.server";
import { ThreadRows } from "./thread-rows";
import { threadsPerPage } from "./threads";

export const handle = { messages: ["discussions.list", "discussions.row", "discussions.moment"] };
export const meta = pageMeta("discussions.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const asked = Number.parseInt(new URL(args.request.url).searchParams.get("page") ?? "", 10);
  const page = asked > 0 && asked < 10_000 ? asked : 1;
  const list = await listThreads(viewer, await localeOf(args.request, viewer.locale), { page });
  return { ...list, page, now: now().toISOString() };
}

export default function ThreadsPage() {
  const { threads, total, page, now } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <NowProvider now={now}>
      <PageHeader title={t("list.title")} lead={t("list.lead")} />
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
      <Pagination
        page={page}
        pageSize={threadsPerPage}
        total={total}
        toPage={(to) => (to > 1 ? `/fils?page=${to}` : "/fils")}
      />
    </NowProvider>
  );
}
