import type { AppLoadContext } from "@remix-run/node";
import { viewerOfRequest } from "../authorization/viewer.server";
import { db } from "../db/database.server";
import { runInRequest, truncateAddress } from "../http/request.server";
import { type handleEvent, refusalReasonOf } from "../realtime/dispatch.server";
import { log, now } from "../services/services.server";
import { recordEvent } from "./record-event.server";

/** A refused write: over HTTP by its route, over a live connection by its event. */
interface Refusal {
  personId: string;
  /** The pattern of the route, or the event; never the URL itself, which may contain words. */
  route: string;
  /** The status, or the reason. */
  status: string | number;
}

/** The same refusal to the same person is recorded once a minute: a program in a loop must not fill the record. */
const pauseMs = 60_000;
const maxRemembered = 10_000;
const remembered = new Map<string, number>();

/** Records a refused write. Never throws: the request has been answered already. */
async function recordRefusal({ personId, route, status }: Refusal): Promise<void> {
  const key = `${personId} ${route} ${status}`;
  const at = now().getTime();
  if (at - (remembered.get(key) ?? 0) < pauseMs) return;
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(key, at);
  await recordEvent(db, { personId }, "write.refused", null, { route, status }).catch((error: unknown) => {
    log().warn({ err: error }, "a refusal could not be recorded");
  });
}

const refused = new Set([403, 404]);

/** The same for an answered request: a signed-in person whose write got 404 or 403. */
export async function recordRefusedRequest(
  context: AppLoadContext,
  request: { method: string; route: string; status: number; address: string | undefined },
): Promise<void> {
  const { method, route, status, address } = request;
  if (method === "GET" || method === "HEAD" || !refused.has(status)) return;
  const viewer = await viewerOfRequest(context)?.catch(() => null);
  if (!viewer) return;
  await runInRequest({ network: truncateAddress(address) }, () =>
    recordRefusal({ personId: viewer.personId, route, status }),
  );
}

/** Refusals of a document update that a correct editor never gets: no right to write, or a foreign client id. */
const dishonest = new Set<string>(["read-only", "not-found", "foreign-client"]);

/** Wraps the dispatch of live events: a refused write to a document is recorded too. */
export function recordRefusedWriting(handle: typeof handleEvent): typeof handleEvent {
  return async (session, event, payload) => {
    try {
      return await handle(session, event, payload);
    } catch (error) {
      const status = refusalReasonOf(error);
      const { personId } = session.viewer;
      if ((event === "document:update" || event === "u") && dishonest.has(status)) {
        await recordRefusal({ personId, route: event, status });
      }
      throw error;
    }
  };
}
