import { now } from "../services/services.server";

/** Retention of an unwritten file; a written one is kept for a month, so that it can be undone. */
const keptMs = 7 * 24 * 60 * 60 * 1000;
const keptWrittenMs = 30 * 24 * 60 * 60 * 1000;

/** Maximum number of pending files of a person; the oldest are deleted. */
export const maxOpenImports = 10;

/** The condition for imports past their retention, on a table with `createdAt` and `writtenAt`. */
export function expiredImports() {
  const before = (ms: number) => ({ lt: new Date(now().getTime() - ms) });
  return { OR: [{ writtenAt: null, createdAt: before(keptMs) }, { createdAt: before(keptWrittenMs) }] };
}
