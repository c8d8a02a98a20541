import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction, literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { namesShownTo } from "../directory/people-search.server";
import { badRequest, notFound } from "../http/errors";
import { isInstant } from "../http/fields";
import { type Cursor, writeCursor } from "../http/pagination";
import { today } from "../network/today.server";
import { now } from "../services/services.server";
import { isGuestIn, readableSpaces, requireSpaceWriter } from "./access.server";
import { dayOf, toDay } from "./days.server";
import { isOfNetwork } from "./readers.server";
import { removeItem, restoreItem } from "./removed-items.server";
import type { FoundSpace } from "./space-pages";
import { type TaskCard, type TaskList, tasksPerPage } from "./tasks";
import type { TaskAction } from "./tasks-form.server";

interface ListOptions {
  list: "open" | "done";
  /** Day (open) or instant (done) and id of the last task of the previous page. */
  after?: Cursor | null;
  take?: number;
}

const columns = {
  id: true,
  title: true,
  dueOn: true,
  doneAt: true,
  assignee: { select: { id: true, name: true } },
  space: { select: { id: true, slug: true, name: true } },
} satisfies Prisma.SpaceTaskSelect;

type Row = Prisma.SpaceTaskGetPayload<{ select: typeof columns }>;

/**
 * Tasks of a space found through the viewer. Open tasks: by due day, undated last. Done tasks: latest first. Paginated by
 * cursor.
 * @throws 404 when they may not read it.
 */
export async function listTasks(
  viewer: Viewer,
  space: FoundSpace,
  { list, after, take = tasksPerPage }: ListOptions,
): Promise<TaskList> {
  if (!space.reads) notFound();
  const day = await today();
  const { where, order } = (list === "open" ? openFrom : doneFrom)(after);
  const rows = await queryPrepared<RawTask>(Prisma.sql`
    SELECT t."id", t."title", t."dueOn", t."doneAt", p."id" AS "assigneeId", p."name"
    FROM "SpaceTask" t LEFT JOIN "Person" p ON p."id" = t."assigneeId"
    WHERE t."spaceId" = ${space.id}::uuid AND ${where} ORDER BY ${order} ${literalLimit(take + 1)}`);
  // One shared object for all rows, so that the response contains it once.
  const place = { id: space.id, slug: space.slug, name: space.name };
  const tasks = rows.slice(0, take).map(({ assigneeId, name, ...row }) => {
    const assignee = assigneeId && name ? { id: assigneeId, name } : null;
    return cardOf({ ...row, assignee, space: place }, viewer, { guest: space.guest, day });
  });
  const last = tasks.at(-1);
  const next = last && writeCursor({ id: last.id, key: (list === "open" ? last.due : last.doneAt) ?? "" });
  return { tasks, next: rows.length > take ? (next ?? null) : null };
}

type RawTask = Omit<Row, "assignee" | "space"> & { assigneeId: string | null; name: string | null };

/** Open tasks after a cursor, read from the partial index without a count. */
const openFrom = (after: Cursor | null | undefined) => ({
  where: Prisma.sql`t."doneAt" IS NULL ${
    after && (after.key === "" || isInstant(`${after.key}T00:00:00.000Z`))
      ? Prisma.sql`AND (COALESCE(t."dueOn", 'infinity'::date), t."id") >
          (${after.key || "infinity"}::date, ${after.id}::uuid)`
      : Prisma.empty
  }`,
  order: Prisma.sql`COALESCE(t."dueOn", 'infinity'::date), t."id"`,
});

const doneFrom = (after: Cursor | null | undefined) => ({
  where: Prisma.sql`t."doneAt" IS NOT NULL ${
    after && isInstant(after.key)
      ? Prisma.sql`AND (t."doneAt", t."id") < (${after.key}::timestamptz, ${after.id}::uuid)`
      : Prisma.empty
  }`,
  order: Prisma.sql`t."doneAt" DESC, t."id" DESC`,
});

function cardOf(
  { id, title, dueOn, doneAt, assignee, space }: Row,
  viewer: Viewer,
  { guest, day }: { guest: boolean; day: string },
): TaskCard {
  const due = dueOn && dayOf(dueOn);
  const me = assignee?.id === viewer.personId;
  return {
    id,
    title,
    due,
    space,
    assignee: assignee && (!guest || me) ? { ...assignee, me } : null,
    overdue: due !== null && doneAt === null && due < day,
    doneAt: doneAt?.toISOString() ?? null,
  };
}

/**
 * Number of open tasks of a space, and of late ones.
 * @throws 404, as `listTasks`.
 */
export async function countOpenTasks(
  _viewer: Viewer,
  { id, reads }: FoundSpace,
): Promise<{ open: number; late: number }> {
  if (!reads) notFound();
  const day = await today();
  const [row] = await queryPrepared<{ open: number; late: number }>(Prisma.sql`
    SELECT count(*)::int AS "open", count(*) FILTER (WHERE "dueOn" < ${day}::date)::int AS "late"
    FROM "SpaceTask" WHERE "spaceId" = ${id}::uuid AND "doneAt" IS NULL`);
  return row ?? { open: 0, late: 0 };
}

/**
 * Number of open, late and done tasks of a space.
 * @throws 404, as `listTasks`.
 */
export async function countTasks(
  viewer: Viewer,
  space: FoundSpace,
): Promise<{ open: number; late: number; done: number }> {
  const [open, [row]] = await Promise.all([
    countOpenTasks(viewer, space),
    queryPrepared<{ done: number }>(Prisma.sql`
      SELECT count("doneAt")::int AS "done" FROM "SpaceTask" WHERE "spaceId" = ${space.id}::uuid`),
  ]);
  return { ...open, done: row?.done ?? 0 };
}

/** The viewer's open tasks in all spaces they may read, by due day. */
export async function listOwnTasks(viewer: Viewer, take: number): Promise<TaskCard[]> {
  const day = await today();
  const rows = await db.spaceTask.findMany({
    where: {
      assigneeId: viewer.personId,
      doneAt: null,
      space: { is: { AND: [{ state: "active" }, readableSpaces(viewer)] } },
    },
    orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    take,
    select: columns,
  });
  return rows.map((row) => cardOf(row, viewer, { guest: false, day }));
}

/** Possible assignees: members of the space, by name or organisation. Empty for a guest. */
export async function listAssignees(
  viewer: Viewer,
  spaceId: string,
): Promise<{ id: string; name: string }[]> {
  if (await isGuestIn(viewer, spaceId)) return [];
  return await queryPrepared<{ id: string; name: string }>(Prisma.sql`
    SELECT p."id", p."name" FROM "Person" p WHERE ${await inSpace(viewer, spaceId)}
    ORDER BY p."name", p."id" LIMIT 300`);
}

/**
 * Members of the space, as a SQL condition on the person `p`. In the network's own space: everyone in the network who
 * shows their name to this viewer in the directory.
 */
async function inSpace(viewer: Viewer, spaceId: string): Promise<Prisma.Sql> {
  const own = await db.space.count({ where: { id: spaceId, kind: "network" } });
  if (own > 0) return Prisma.sql`${isOfNetwork} AND ${await namesShownTo(viewer)}`;
  return Prisma.sql`(
    EXISTS (SELECT FROM "SpaceMember" s WHERE s."spaceId" = ${spaceId}::uuid AND s."personId" = p."id"
      AND s."role" IN ('facilitator', 'member'))
    OR EXISTS (SELECT FROM "Membership" m JOIN "SpaceOrganisation" w ON w."organisationId" = m."organisationId"
      WHERE m."personId" = p."id" AND w."spaceId" = ${spaceId}::uuid))`;
}

/**
 * Adds a task, ticks it off, changes it, removes it or restores a removed one. Idempotent.
 * @throws 404 when the viewer may not read the space, 403 when they may only read.
 */
export async function changeTasks(
  viewer: Viewer,
  spaceId: string | undefined,
  act: TaskAction,
): Promise<void> {
  const readable = spaceId
    ? await db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } })
    : 0;
  if (!spaceId || readable === 0) notFound();
  await requireSpaceWriter(viewer, spaceId);
  if ("assignee" in act && act.assignee) await requireAssignee(viewer, spaceId, act.assignee);
  await inTransaction((tx) => perform(tx, viewer, spaceId, act));
}

async function requireAssignee(viewer: Viewer, spaceId: string, id: string): Promise<void> {
  const found = await queryPrepared(Prisma.sql`
    SELECT 1 FROM "Person" p WHERE p."id" = ${id}::uuid AND ${await inSpace(viewer, spaceId)}`);
  if (found.length === 0) badRequest();
}

async function perform(tx: Database, viewer: Viewer, spaceId: string, act: TaskAction): Promise<void> {
  if (act.what === "add") return await add(tx, viewer, spaceId, act);
  const where = { id: act.task, spaceId };
  if (act.what === "remove") {
    if (await removeItem(tx, viewer, "task", where))
      await recordEvent(tx, viewer, "task.removed", spaceId, { task: act.task });
    return;
  }
  if (act.what === "restore") {
    if (await restoreItem(tx, "task", where))
      await recordEvent(tx, viewer, "task.restored", spaceId, { task: act.task });
    return;
  }
  if (act.what === "change") {
    return await change(tx, viewer, spaceId, act);
  }
  const done = act.what === "done";
  const { count } = await tx.spaceTask.updateMany({
    where: { ...where, doneAt: done ? null : { not: null } },
    data: done ? { doneAt: now(), doneById: viewer.personId } : { doneAt: null, doneById: null },
  });
  const action = done ? "task.done" : "task.reopened";
  if (count > 0) await recordEvent(tx, viewer, action, act.task, { space: spaceId });
}

async function change(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  { task, title, assignee, due }: Extract<TaskAction, { what: "change" }>,
): Promise<void> {
  const where = { id: task, spaceId };
  const before = await tx.spaceTask.findFirst({ where, select: { assigneeId: true } });
  const { count } = await tx.spaceTask.updateMany({
    where,
    data: { title, assigneeId: assignee ?? null, dueOn: due ? toDay(due) : null },
  });
  if (count === 0) return;
  // Named only when the task has changed hands: its assignee knows of it otherwise.
  const assigned = assignee === before?.assigneeId ? undefined : assignee;
  await recordEvent(tx, viewer, "task.changed", task, { space: spaceId, assignee: assigned });
}

async function add(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  { title, assignee, due, key }: Extract<TaskAction, { what: "add" }>,
): Promise<void> {
  const own = { createdById: viewer.personId, idempotencyKey: key };
  const id = newId();
  const kept = await tx.spaceTask.upsert({
    where: { createdById_idempotencyKey: own },
    create: {
      id,
      ...own,
      spaceId,
      title,
      createdAt: now(),
      assigneeId: assignee ?? null,
      dueOn: due ? toDay(due) : null,
    },
    update: {},
  });
  if (kept.id === id) await recordEvent(tx, viewer, "task.added", id, { space: spaceId, assignee });
}
