import { countAct, RateLimitExceeded } from "../accounts/rate-limit.server";
import type { Viewer } from "../authorization/viewer";
import type { Locale } from "../i18n/locales";
import { tooManyExportsPage } from "./problem-pages.server";

/** Far above what a person downloads; each export reads a whole table and writes an audit entry. */
const exportLimits = [
  { points: 20, seconds: 60 },
  { points: 120, seconds: 60 * 60 },
];

/** Runs an export within the limits of its person, which all exports share. Above them, a page says so. */
export async function limitedExport(
  viewer: Viewer,
  locale: Locale,
  makeFile: () => Promise<Response>,
): Promise<Response> {
  try {
    await countAct("export", viewer.personId, exportLimits);
  } catch (error) {
    if (error instanceof RateLimitExceeded) return tooManyExportsPage(locale, error.seconds);
    throw error;
  }
  return await makeFile();
}
