import { forbidden } from "../http/errors";
import { mayWrite, networkStandingOf, type Viewer } from "./viewer";

/**
 * Requires the right to write anything in this network. @throws 403, with the reason when their organisation is
 * frozen.
 */
export function requireMayWrite(viewer: Viewer): void {
  if (mayWrite(viewer)) return;
  forbidden(networkStandingOf(viewer) === "frozen" ? "frozen" : "read-only");
}
