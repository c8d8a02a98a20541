import { type Viewer, voicesOf } from "../authorization/viewer";
import { db } from "../db/database.server";
import { badRequest } from "../http/errors";
import { seenAcronym } from "../organisations/acronyms.server";
import type { VoiceChoice } from "./writing";

/**
 * The organisation a contribution is written for. The secretariat's first administrator has none yet.
 * @param asked the form's value; the viewer's first organisation when it is missing.
 * @throws 400 for one they may not write for, which our pages never offer.
 */
export function voiceOf(viewer: Viewer, asked: string | undefined): string | null {
  const own = voicesOf(viewer);
  if (!asked) return own[0] ?? null;
  return own.includes(asked) ? asked : badRequest();
}

/** The organisations this viewer may write for, the default first. */
export async function listVoices(viewer: Viewer): Promise<(VoiceChoice & { shown: string })[]> {
  const ids = voicesOf(viewer);
  const rows = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, acronym: true, visibility: true },
  });
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    // A name sent to all readers at once may contain only what all of them may see.
    const shown = seenAcronym(null, row) ?? row.name;
    return { id, name: row.name, acronym: seenAcronym(viewer, row), shown };
  });
}
