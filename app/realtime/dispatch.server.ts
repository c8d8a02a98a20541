import { isDatabaseAway } from "../db/database.server";
import { type ClientEvent, clientEvents } from "./client-events.server";
import type { Refusal } from "./events";
import { type Handler, type LiveSession, liveHandlers, SocketRefusal } from "./live.server";

/**
 * Validates a client's event against the contract.
 * @returns null when there is no such event, or its payload is malformed.
 */
export function readPayload(
  event: unknown,
  payload: unknown,
): { event: ClientEvent; payload: unknown } | null {
  if (typeof event !== "string" || !Object.hasOwn(clientEvents, event)) return null;
  const known = event as ClientEvent;
  const read = clientEvents[known].safeParse(payload);
  return read.success ? { event: known, payload: read.data } : null;
}

/** Calls the room's handler of an event. @throws errors that `refusalReasonOf` maps to a reason. */
export async function handleEvent(
  session: LiveSession,
  event: ClientEvent,
  payload: unknown,
): Promise<object> {
  const handler = liveHandlers[event] as Handler<ClientEvent> | undefined;
  if (!handler) throw new SocketRefusal("not-found");
  return await handler(session, payload as never);
}

/** The reason of a failed event: a refusal, a 404 of the verbs, the database away, or an internal error. */
export function refusalReasonOf(error: unknown): Refusal {
  if (error instanceof SocketRefusal) return error.reason;
  if (error instanceof Response) return error.status === 404 ? "not-found" : "read-only";
  return isDatabaseAway(error) ? "away" : "failed";
}
