import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { badRequest, notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { now } from "../services/services.server";
import { type LevelledThing, type Loudness, maxLevels, type OwnLevel, type ThingLevel } from "./levels";
import { findThings, keyOf } from "./things.server";

/** The level that the viewer chose for a thing. */
export async function findLevel({ personId }: Viewer, thing: LevelledThing, id: string): Promise<ThingLevel> {
  const [row] = await queryPrepared<{ loudness: Loudness }>(Prisma.sql`
    SELECT "loudness" FROM "NoticeLevel" WHERE "personId" = ${personId}::uuid
      AND "thing" = ${thing}::"NoticeThing" AND "thingId" = ${id}::uuid`);
  return { thing, id, loudness: row?.loudness ?? null };
}

/**
 * Sets the viewer's level for a thing, or with null returns to the default. Idempotent.
 * @returns the address of the thing.
 * @throws 404 for a thing that they may not read, 400 above the maximum number of levels.
 */
export async function setLevel(
  viewer: Viewer,
  { thing, id, loudness }: ThingLevel,
  locale: Locale,
): Promise<string> {
  const { personId } = viewer;
  const known = (await findThings(viewer, [{ thing, thingId: id }], locale)).get(
    keyOf({ thing, thingId: id }),
  );
  if (!known) notFound();
  const own = { personId, thing, thingId: id };
  await inTransaction(async (tx) => {
    if (loudness === null) await tx.noticeLevel.deleteMany({ where: own });
    else {
      if ((await tx.noticeLevel.count({ where: { personId, NOT: { thingId: id } } })) >= maxLevels)
        badRequest();
      const chosen = { loudness, setAt: now() };
      await tx.noticeLevel.upsert({
        where: { personId_thing_thingId: own },
        create: { ...own, ...chosen },
        update: chosen,
      });
    }
    await recordEvent(tx, viewer, "notices.level-chosen", null);
  });
  return known.to;
}

/** The viewer's own levels of things that they may still read, latest first. */
export async function listLevels(viewer: Viewer, locale: Locale): Promise<OwnLevel[]> {
  const rows = await db.noticeLevel.findMany({
    where: { personId: viewer.personId },
    orderBy: { setAt: "desc" },
    take: maxLevels,
  });
  const things = await findThings(viewer, rows, locale);
  return rows.flatMap(({ thing, thingId, loudness }) => {
    const known = things.get(keyOf({ thing, thingId }));
    if (!known?.title) return [];
    return [{ thing: thing as LevelledThing, id: thingId, loudness, title: known.title, to: known.to }];
  });
}
