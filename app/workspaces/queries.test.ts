import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { listSpaceActivity } from "../discussions/space-threads.server";
import { listSpaceThreads, listThreads } from "../discussions/thread-lists.server";
import { startThread } from "../discussions/threads.server";
import { listDocuments } from "../documents/document-lists.server";
import { listSpaceDocuments } from "../documents/space-documents.server";
import { search } from "../search/search.server";
import { listUpcoming } from "./calendar.server";
import { listOwnLinks, listSpaces } from "./space-lists.server";
import { findSpace } from "./space-pages.server";
import { upsertMember } from "./spaces.server";
import { countOpenTasks, countTasks, listOwnTasks, listTasks } from "./tasks.server";
import { countSpacesByTheme } from "./theme-counts.server";

useDatabase("demonstration");

let few: Viewer;
let many: Viewer;
let space: string;

/** One viewer with 3 spaces, one with 300: in each space a thread and a task of theirs. */
beforeAll(async () => {
  few = await viewerOf("zinder");
  many = await viewerOf("agadez.terrain");
  const maker = await viewerOf("jmed.suivi");
  await db.spaceMember.deleteMany({ where: { personId: { in: [few.personId, many.personId] } } });
  const ids: string[] = [];
  for (let index = 0; index < 300; index++) {
    const id = await makeSpace({ facilitator: maker.personId, name: `Espace ${index}` });
    ids.push(id);
    await inTransaction(async (tx) => {
      await upsertMember(tx, id, many.personId, "member");
      if (index < 3) await upsertMember(tx, id, few.personId, "member");
      await tx.spaceTask.create({
        data: {
          id: newId(),
          spaceId: id,
          title: "À faire",
          createdAt: new Date(),
          createdById: maker.personId,
          assigneeId: index < 3 ? few.personId : many.personId,
          idempotencyKey: newId(),
        },
      });
    });
  }
  space = ids[0] ?? "";
  for (const id of ids.slice(0, 20)) {
    const thread = { title: "Un fil", body: "Un mot", key: newId() };
    await startThread(maker, { spaceId: id, themeIds: [] }, thread);
  }
}, 120_000);

/** Number of statements sent to the database by a call. */
async function statementsOf(ask: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counting(this: pg.Client, ...args: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, args);
  } as typeof query;
  await ask().finally(() => {
    pg.Client.prototype.query = query;
  });
  return count;
}

const links = async (viewer: Viewer) => {
  const own = await listOwnLinks(viewer, 6);
  return await listSpaceActivity(
    viewer,
    own.map(({ id }) => id),
  );
};

test.each<[string, (viewer: Viewer) => Promise<unknown>]>([
  ["the navigation, with what is new", links],
  ["the list of spaces", (viewer) => listSpaces(viewer, "fr", { scope: "own" })],
  ["the head of a space", (viewer) => findSpace(viewer, space, "fr")],
  ["the threads of a space", (viewer) => listSpaceThreads(viewer, "fr", space)],
  ["the texts of a space", (viewer) => listSpaceDocuments(viewer, space)],
  [
    "the tasks of a space",
    async (viewer) => listTasks(viewer, await findSpace(viewer, space, "fr"), { list: "open" }),
  ],
  ["the counts of its tasks", async (viewer) => countTasks(viewer, await findSpace(viewer, space, "fr"))],
  [
    "the counts of what is to do",
    async (viewer) => countOpenTasks(viewer, await findSpace(viewer, space, "fr")),
  ],
  ["all threads", (viewer) => listThreads(viewer, "fr")],
  ["all texts", (viewer) => listDocuments(viewer, "fr")],
  ["one’s own tasks", (viewer) => listOwnTasks(viewer, 5)],
  ["one’s own dates", (viewer) => listUpcoming(viewer, { take: 5 })],
  ["the themes’ counts", countSpacesByTheme],
  ["the finder", (viewer) => search(viewer, "espace", "fr")],
])("%s costs a viewer with 300 spaces no more queries than one with 3", async (_what, ask) => {
  await ask(few);
  const [of3, of300] = [await statementsOf(() => ask(few)), await statementsOf(() => ask(many))];
  expect(of3).toBeGreaterThan(0);
  expect(of300).toBeLessThanOrEqual(of3);
});
