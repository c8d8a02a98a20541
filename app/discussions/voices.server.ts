import { type Viewer, voicesOf } from "../authorization/viewer";
import { db } from "../db/database.server";
import { badRequest } from "../http/errors";
import { seenAcronym } from "../organisations/acronyms.server";
import type { VoiceChoice } from "./posts";

/**
 * The organisation a contribution is written for. The secretariat's first administrator belongs to none yet.
 * @param asked what the form says; the first of their own where it says nothing.
 * @throws 400 for one they may not speak for: no page of ours offers it.
 */
export function voiceOf(viewer: Viewer, asked: string | undefined): string | null {
  const own = voicesOf(viewer);
  if (!asked) return own[0] ?? null;
  return own.includes(asked) ? asked : badRequest();
}

/** The organisations this viewer may write for, the first one first. */
export async function listVoices(viewer: Viewer): Promise<(VoiceChoice & { shown: string })[]> {
  const ids = voicesOf(viewer);
  const rows = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, acronym: true, visibility: true },
  });
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    // What is told to everybody at once may say only what everybody sees.
    const shown = seenAcronym(null, row) ?? row.name;
    return { id, name: row.name, acronym: seenAcronym(viewer, row), shown };
  });
}
