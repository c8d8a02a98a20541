import { forbidden } from "../http/errors";
import { mayWrite, networkStandingOf, type Viewer } from "./viewer";

/** Lets through who writes anything in this network. @throws 403, which says whether their organisation is frozen. */
export function requireMayWrite(viewer: Viewer): void {
  if (mayWrite(viewer)) return;
  forbidden(networkStandingOf(viewer) === "frozen" ? "frozen" : "read-only");
}
