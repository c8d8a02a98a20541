import { isReadableState } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { RoomPersonalData } from "../personal-data/registry.server";
import { takeChange } from "./changes.server";
import { isReadableThread } from "./visibility.server";

/** The title of a thread that the viewer may still read. */
const thread = [
  "thread",
  (viewer: Viewer) => Prisma.sql`(
    SELECT x."title" FROM "Thread" x WHERE x."id" = t."threadId" AND ${isReadableThread(viewer)})`,
] as const;
const reactedThread = [
  "thread",
  (viewer: Viewer) => Prisma.sql`(
    SELECT x."title" FROM "Post" p JOIN "Thread" x ON x."id" = p."threadId"
    WHERE p."id" = t."postId" AND ${isReadableThread(viewer)})`,
] as const;
const versionThread = [
  "thread",
  (viewer: Viewer) => Prisma.sql`(
    SELECT x."title" FROM "Post" p JOIN "Thread" x ON x."id" = p."threadId"
    WHERE p."id" = t."postId" AND ${isReadableThread(viewer)})`,
] as const;
const organisation = [
  "organisation",
  `(SELECT o."name" FROM "Organisation" o WHERE o."id" = t."organisationId")`,
] as const;

/** A person's posts, drafts and read marks. */
export const discussionsPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "Thread",
      column: "authorId",
      onErasure: "keep",
      // The title is the author's own words: no other person can change it.
      fields: ["title", organisation, "state", "createdAt"],
    },
    {
      table: "Post",
      column: "authorId",
      onErasure: "keep",
      maxRowsPerPage: 100,
      fields: [thread, organisation, "body", "state", "createdAt", "editedAt"],
    },
    {
      table: "PostVersion",
      column: "authorId",
      onErasure: "keep",
      maxRowsPerPage: 100,
      fields: [versionThread, "body", "writtenAt", "replacedAt", "redactedAt"],
    },
    {
      table: "Draft",
      column: "personId",
      onErasure: "delete",
      maxRowsPerPage: 100,
      fields: [thread, "body", "changedAt"],
    },
    {
      table: "Reaction",
      column: "personId",
      onErasure: "delete",
      fields: [reactedThread, organisation, "kind", "createdAt"],
    },
    { table: "ReadMark", column: "personId", fields: [thread, "change", "readAt"], onErasure: "delete" },
  ],
  async erase(tx, { id }, contributions) {
    // Posts the person had deleted are erased in any case.
    // The trigger of erased posts deletes their versions and what replies quoted of them.
    await tx.post.updateMany({
      where: { authorId: id, state: "trashed" },
      data: { state: "erased", body: "" },
    });
    if (contributions === "remove") await removeWordsOf(tx, id);
  },
};

/** Erased posts keep their number in the thread; a thread with posts of this person only is erased as a whole. */
async function removeWordsOf(tx: Database, personId: string): Promise<void> {
  const posts = await tx.post.findMany({
    where: { authorId: personId, state: { not: "erased" } },
    select: { id: true, threadId: true, state: true },
    orderBy: [{ threadId: "asc" }, { id: "asc" }],
  });
  for (const { id, threadId, state } of posts) {
    const change = await takeChange(tx, threadId, isReadableState(state) ? -1 : 0);
    await tx.post.update({ where: { id }, data: { state: "erased", body: "", change } });
  }
  await tx.thread.updateMany({
    where: { authorId: personId, posts: { none: { authorId: { not: personId } } } },
    data: { state: "erased", title: "", slug: "x" },
  });
}
