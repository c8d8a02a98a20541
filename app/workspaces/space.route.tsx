import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listPinned, listSpaceThreads } from "../discussions/thread-lists.server";
import { ThreadRows } from "../discussions/thread-rows";
import { DocumentRows } from "../documents/space-document-rows";
import { listPinnedDocuments, listSpaceDocuments } from "../documents/space-documents.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { LevelMenu } from "../notices/level-menu";
import { findLevel } from "../notices/levels.server";
import { markThingRead } from "../notices/notices.server";
import { recordVisit } from "../search/recent.server";
import { now } from "../services/services.server";
import { namedMeta } from "../shell/page-meta";
import { NowProvider } from "../writing/relative-time";
import { listUpcoming } from "./calendar.server";
import { enterSpace } from "./entry.server";
import { entrySchema } from "./entry-form.server";
import { countPeople } from "./members.server";
import { useMessages } from "./messages";
import { OutsideSpace } from "./outside-space";
import { SpaceHome } from "./space-home";
import { findSpace } from "./space-pages.server";
import { spacePath } from "./spaces";
import { countOpenTasks, listTasks } from "./tasks.server";
import { noteVisit } from "./visits.server";

const groups = ["head", "sign", "role", "home", "outside", "entry", "task", "date", "done"];
export const handle = {
  messages: [
    ...groups.map((group) => `workspaces.${group}`),
    "discussions.row",
    "writing.moment",
    "notices.level",
  ],
};
export const meta = namedMeta<{ space: { name: string } }>(({ space }) => space.name);

/** Number of items of each kind on the home page; a link leads to the rest. */
const shown = 5;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findSpace(viewer, idFromAddress(args.params.space), locale);
  const said = new URL(args.request.url).searchParams.get("fait");
  const { id } = space;
  // Also for people outside the space: an invitation is a notice about it.
  await markThingRead(viewer, "space", id);
  if (!space.reads) return { space, said, inside: null };
  const [threads, documents, pinned, pinnedTexts, tasks, counts, dates, people, level] = await Promise.all([
    listSpaceThreads(viewer, locale, id, { take: shown }),
    listSpaceDocuments(viewer, id, { take: shown }),
    space.pins ? listPinned(viewer, locale, id) : [],
    space.pins ? listPinnedDocuments(viewer, id) : [],
    listTasks(viewer, space, { list: "open", take: shown }),
    countOpenTasks(viewer, space),
    listUpcoming(viewer, { space: id, take: shown }),
    space.guest ? null : countPeople(viewer, space),
    findLevel(viewer, "space", id),
    noteVisit(viewer, id),
    recordVisit(viewer, "space", id),
  ]);
  const inside = {
    threads,
    documents,
    pinned,
    pinnedTexts,
    tasks,
    counts,
    dates,
    people,
    level,
    now: now().toISOString(),
  };
  return { space, said, inside };
}

/** Joins, requests access, answers an invitation, or leaves. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.space);
  const submission = await parseForm(args.request, entrySchema);
  if (submission.status !== "success") badRequest();
  const result = await enterSpace(viewer, id, submission.value);
  const back = spacePath({ id: id ?? "" });
  if (result !== "done") return redirect(`${back}?fait=${result}`);
  const gone = submission.value.what === "leave" || submission.value.what === "decline";
  return redirect(gone ? "/espaces" : `${back}?fait=${submission.value.what}`);
}

export default function SpaceRoute() {
  const { space, said, inside } = useLoaderData<typeof loader>();
  const t = useMessages();
  if (!inside) return <OutsideSpace space={space} said={said} />;
  const { threads, documents, pinned, pinnedTexts, now } = inside;
  return (
    <NowProvider now={now}>
      <SpaceHome
        space={space}
        said={said}
        inside={inside}
        level={<LevelMenu level={inside.level} />}
        pinned={
          pinned.length + pinnedTexts.length > 0 && (
            <>
              {pinned.length > 0 && <ThreadRows threads={pinned} label={t("home.pinnedThreads")} />}
              {pinnedTexts.length > 0 && (
                <DocumentRows documents={pinnedTexts} label={t("home.pinnedDocuments")} />
              )}
            </>
          )
        }
        threads={{
          rows:
            threads.threads.length > 0 ? (
              <ThreadRows threads={threads.threads} label={t("home.threads")} />
            ) : null,
          more: threads.next !== null,
        }}
        documents={{
          rows:
            documents.documents.length > 0 ? (
              <DocumentRows documents={documents.documents} label={t("home.documents")} />
            ) : null,
          more: documents.next !== null,
        }}
      />
    </NowProvider>
  );
}
