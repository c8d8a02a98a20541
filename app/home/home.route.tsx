import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { mayWrite, networkStandingOf, type Viewer } from "../authorization/viewer";
import { findViewer } from "../authorization/viewer.server";
import { countDirectory } from "../directory/organisation-search.server";
import { listSpaceActivity } from "../discussions/space-threads.server";
import { listThreads } from "../discussions/thread-lists.server";
import { listDocuments } from "../documents/document-lists.server";
import { localeOf } from "../i18n/locale.server";
import { areAccessRequestsOpen } from "../invitations/requests.server";
import { listOwnOrganisations } from "../organisations/cards.server";
import { isDirectoryPublic } from "../organisations/index-visibility.server";
import { now } from "../services/services.server";
import type { FrameData } from "../shell/frame.server";
import { pageMeta } from "../shell/page-meta";
import { listUpcoming } from "../workspaces/calendar.server";
import { listOwnLinks } from "../workspaces/space-lists.server";
import { listOwnTasks } from "../workspaces/tasks.server";
import { listDecisions } from "./decisions.server";
import { firstNameOf } from "./first-name";
import { findFirstSteps } from "./first-steps.server";
import homeStyles from "./home.css?url";
import { MemberHome } from "./member-home";
import { PublicHome } from "./public-home";

export const links = () => [{ rel: "stylesheet", href: homeStyles }];
export const handle = {
  messages: [
    "home",
    "organisations.relation",
    "discussions.latest",
    "discussions.row",
    "writing.moment",
    "documents.latest",
    "documents.row",
    "workspaces.task",
    "workspaces.date",
    "notices.kind",
    "notices.reason",
    "notices.thing",
  ],
};
/** Maximum number of recent threads; the full list is linked. */
const latest = 5;
const latestTexts = 3;
/** Maximum number of the reader's own tasks, dates and spaces. */
const mine = 4;
export const meta = pageMeta("home.title");

/** The public page without a session, the member's home page with one; both have the same URL. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  if (!viewer) {
    const [directory, asks] = await Promise.all([isDirectoryPublic(), areAccessRequestsOpen()]);
    return { doors: { directory, asks }, own: null };
  }
  const locale = await localeOf(args.request, viewer.locale);
  const [decisions, steps, organisations, directory, { threads }, { documents }, spaces, tasks, dates] =
    await Promise.all([
      listDecisions(viewer),
      findFirstSteps(viewer),
      listOwnOrganisations(viewer, locale),
      countDirectory(viewer),
      listThreads(viewer, locale, { size: latest }),
      listDocuments(viewer, locale, { size: latestTexts }),
      listMine(viewer),
      listOwnTasks(viewer, mine),
      listUpcoming(viewer, { take: mine }),
    ]);
  const standing = networkStandingOf(viewer);
  const work = { spaces, tasks, dates, writes: mayWrite(viewer) };
  const own = {
    firstName: firstNameOf(viewer.name),
    decisions,
    steps,
    standing: viewer.role === "auditor" && standing === "guest" ? ("auditor" as const) : standing,
    organisations,
    directory,
    threads,
    documents,
    work,
    now: now().toISOString(),
  };
  return { doors: null, own };
}

/** The viewer's own spaces with their unread threads. */
async function listMine(viewer: Viewer) {
  const links = await listOwnLinks(viewer, mine);
  const movements = await listSpaceActivity(
    viewer,
    links.map(({ id }) => id),
  );
  return links.map((link) => ({ ...link, fresh: movements[link.id]?.fresh ?? 0 }));
}

export default function HomePage() {
  const { doors, own } = useLoaderData<typeof loader>();
  const frame = useRouteLoaderData<FrameData>("root");
  if (own) return <MemberHome {...own} />;
  return doors && <PublicHome network={frame?.network ?? null} {...doors} />;
}
