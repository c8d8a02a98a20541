import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { isBlank } from "../http/blank";
import { now } from "../services/services.server";
import type { Draft } from "./writing-form.server";

/** The row that a draft belongs to. */
export type DraftPlace = { threadId: string };

/** Maximum number of drafts per person and place; the latest ones are kept. */
const maxDrafts = 20;

/**
 * Each form saves its own draft, under its key. It replaces the draft it began with, unless another tab has changed
 * that one since: then both stay. The caller has checked that the viewer reads the place.
 * @param arrived what the form wrote is posted already: its draft is discarded.
 * @returns the time at which it was saved; null for none.
 */
export async function keepDraft(
  viewer: Viewer,
  place: DraftPlace,
  { body, key = newId(), draft, draftAt }: Draft,
  arrived: boolean,
): Promise<Date | null> {
  if (arrived || isBlank(body)) {
    await discardDraft(db, viewer, { key, draft, draftAt });
    return null;
  }
  const { personId } = viewer;
  const words = { ...place, body, changedAt: now() };
  await inTransaction(async (tx) => {
    if ((await tx.draft.count({ where: { personId, key } })) === 0 && draft && draftAt) {
      const begun = { personId, ...place, key: draft, changedAt: new Date(draftAt) };
      await tx.draft.updateMany({ where: begun, data: { key } });
    }
    await tx.draft.upsert({
      where: { personId_key: { personId, key } },
      create: { personId, key, ...words },
      update: words,
    });
    const stale = await tx.draft.findMany({
      where: { personId, ...place },
      orderBy: { changedAt: "desc" },
      skip: maxDrafts,
      select: { key: true },
    });
    if (stale.length > 0) {
      await tx.draft.deleteMany({ where: { personId, key: { in: stale.map((each) => each.key) } } });
    }
  });
  return words.changedAt;
}

/** Deletes the draft of a form: under its own key or, if unchanged, under the key of the draft it continues. */
export async function discardDraft(
  tx: Database,
  { personId }: Viewer,
  { key, draft, draftAt }: Pick<Draft, "key" | "draft" | "draftAt">,
): Promise<void> {
  const begun = draft && draftAt ? [{ key: draft, changedAt: new Date(draftAt) }] : [];
  await tx.draft.deleteMany({ where: { personId, OR: [{ key }, ...begun] } });
}
