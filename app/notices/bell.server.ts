import type { Viewer } from "../authorization/viewer";
import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import * as bus from "../realtime/bus.server";
import { partsForBus } from "../realtime/bus.server";
import { emitToChannel, personChannel } from "../realtime/live.server";
import { maxCounted } from "./notices";
import { isShown } from "./visibility.server";

/**
 * The number of a viewer's unread notices, for the bell of every page: one query over the index of unread notices.
 * @param but the thing whose page is being opened.
 */
export async function countUnread(viewer: Viewer, but?: string): Promise<number> {
  const [row] = await queryPrepared<{ count: number }>(Prisma.sql`
    SELECT count(*)::int AS "count" FROM (
      SELECT FROM "Notice" n WHERE n."personId" = ${viewer.personId}::uuid AND n."readAt" IS NULL
        AND n."thingId" IS DISTINCT FROM ${but ?? null}::uuid AND ${isShown(viewer)} LIMIT ${maxCounted + 1}) unread`);
  return row?.count ?? 0;
}

/** Tells the open pages of these people, on every process, that their notices have changed; they ask for the count. */
export function announce(people: readonly string[]): void {
  if (people.length === 0) return;
  for (const part of partsForBus(people)) bus.publish("notices:changed", { people: part });
}

/** Relays changes to the connections of the people concerned; called once at start. */
export function registerBell(): void {
  bus.subscribe("notices:changed", ({ people }) => {
    for (const id of people) emitToChannel(personChannel(id), "notices:changed", {});
  });
}
