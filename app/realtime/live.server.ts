import type { Viewer } from "../authorization/viewer";
import type { ClientEvent, ClientPayload } from "./client-events.server";
import type { Answers, Refusal, ServerEvent, ServerEvents } from "./events";

/** One live connection of a signed-in person, as rooms see it. */
export interface LiveSession {
  /** Identifies the connection to others who are present; grants nothing. */
  readonly who: string;
  readonly viewer: Viewer;
  /** The connection has ended. Handlers that finish after this must not leave state behind. */
  readonly ended: boolean;
  join(channel: string): void;
  leave(channel: string): void;
  emit<Event extends ServerEvent>(event: Event, payload: ServerEvents[Event]): void;
}

/** Refuses an event, with a reason that the client can show. */
export class SocketRefusal extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}

export type Handler<Event extends ClientEvent> = (
  session: LiveSession,
  payload: ClientPayload<Event>,
) => Promise<Answers[Event]>;

export type Handlers = { [Event in ClientEvent]?: Handler<Event> };

interface Room {
  handlers: Handlers;
  /** The connection has ended, for any reason. */
  ended?(session: LiveSession): void;
  /** Messages of other processes may have been lost: compare what is open here with the database. */
  catchUp?(): Promise<void>;
  /** Called every second: the objects that are open here may have changed their space. */
  recheck?(): Promise<void>;
}

const rooms: Room[] = [];

/** The dispatch table: every handler of every room. */
export const liveHandlers: Handlers = {};

/** Registers the events a room handles; called once at start. */
export function registerLiveRoom(room: Room): void {
  rooms.push(room);
  Object.assign(liveHandlers, room.handlers);
}

/** The channel of all connections of a person. */
export const personChannel = (personId: string): string => `person:${personId}`;

/** A connection has begun: it joins the channel of its person. */
export function beginLiveSession(session: LiveSession): void {
  session.join(personChannel(session.viewer.personId));
}

/** Notifies every room that a connection has ended. */
export function endLiveSession(session: LiveSession): void {
  for (const { ended } of rooms) ended?.(session);
}

/** Makes every room catch up with the changes of other processes. */
export async function catchUpRooms(): Promise<void> {
  for (const { catchUp } of rooms) await catchUp?.();
}

/** Makes every room check the space of its open objects. */
export async function recheckRooms(): Promise<void> {
  for (const { recheck } of rooms) await recheck?.();
}

/** Sends an event to everyone who joined a channel on this process, or to the given sessions; it is encoded once. */
export type Broadcast = <Event extends ServerEvent>(
  channel: string | readonly LiveSession[],
  event: Event,
  payload: ServerEvents[Event],
  except?: LiveSession | readonly LiveSession[],
) => void;

let broadcast: Broadcast = () => undefined;

/** Provided by the gateway at start; without one (in tests of verbs) events go nowhere. */
export function provideBroadcast(given: Broadcast): void {
  broadcast = given;
}

/** Sends an event to a channel on this process; other processes do so when they receive the bus message. */
export const emitToChannel: Broadcast = (channel, event, payload, except) =>
  broadcast(channel, event, payload, except);
