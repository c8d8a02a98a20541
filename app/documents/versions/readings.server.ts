import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { now } from "../../services/services.server";
import type { EarlierReading } from "./versions";

/** Further visits within this time are one reading. */
const maxReadingMs = 30 * 60 * 1000;

/**
 * Records that the viewer reads the newest version, which is kept from then on. @returns the version that they had read
 * before, if the document has changed since.
 */
export async function recordReading(viewer: Viewer, documentId: string): Promise<EarlierReading | null> {
  const [newest, mark] = await Promise.all([
    db.documentVersion.findFirst({
      where: { documentId },
      orderBy: [{ seq: "desc" }, { createdAt: "desc" }, { id: "desc" }],
      select: { id: true, open: true },
    }),
    db.documentReading.findUnique({
      where: { documentId_personId: { documentId, personId: viewer.personId } },
      include: { sinceVersion: { select: { createdAt: true } }, version: { select: { createdAt: true } } },
    }),
  ]);
  if (!newest) return null;
  const continues = mark && now().getTime() - mark.readAt.getTime() < maxReadingMs;
  const since = continues ? mark.sinceVersionId : (mark?.versionId ?? null);
  const at = continues ? mark.sinceVersion?.createdAt : mark?.version.createdAt;
  await keepReading(viewer, documentId, { versionId: newest.id, sinceVersionId: since, readAt: now() });
  if (newest.open) await db.documentVersion.updateMany({ where: { id: newest.id }, data: { open: false } });
  return since && at && since !== newest.id ? { versionId: since, readAt: at.toISOString() } : null;
}

async function keepReading(
  { personId }: Viewer,
  documentId: string,
  mark: { versionId: string; sinceVersionId: string | null; readAt: Date },
): Promise<void> {
  const where = { documentId_personId: { documentId, personId } };
  await db.documentReading.upsert({ where, create: { documentId, personId, ...mark }, update: mark });
}
