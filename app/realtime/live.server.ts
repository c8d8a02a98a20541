import type { Viewer } from "../authorization/viewer";
import type { ClientEvent, ClientPayload } from "./client-events.server";
import type { Answers, Refusal, ServerEvent, ServerEvents } from "./events";

/** One live connection of a signed-in person, as rooms see it. */
export interface LiveSession {
  /** Names the connection to others who are present; nothing can be done with it. */
  readonly who: string;
  readonly viewer: Viewer;
  /** The connection is over. What was asked before and takes until after must leave nothing of it behind. */
  readonly ended: boolean;
  join(channel: string): void;
  leave(channel: string): void;
  emit<Event extends ServerEvent>(event: Event, payload: ServerEvents[Event]): void;
}

/** Refuses what a client asked, with a reason it can show. */
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
  /** The connection has ended, however it did. */
  ended?(session: LiveSession): void;
  /** Other processes may have spoken unheard: compare what is open here with the database. */
  catchUp?(): Promise<void>;
  /** Called every second: what is open here may stand in another space by now. */
  recheck?(): Promise<void>;
}

const rooms: Room[] = [];

/** The table by which events are dispatched: every handler of every room. */
export const liveHandlers: Handlers = {};

/** A room says which events it answers; called once at start. */
export function registerLiveRoom(room: Room): void {
  rooms.push(room);
  Object.assign(liveHandlers, room.handlers);
}

/** Tells every room that a connection has ended. */
export function endLiveSession(session: LiveSession): void {
  for (const { ended } of rooms) ended?.(session);
}

/** Lets every room catch up with what other processes did. */
export async function catchUpRooms(): Promise<void> {
  for (const { catchUp } of rooms) await catchUp?.();
}

/** Lets every room compare what is open in it with where it stands. */
export async function recheckRooms(): Promise<void> {
  for (const { recheck } of rooms) await recheck?.();
}

/** Speaks to everyone who joined a channel, on this process. */
export type Broadcast = <Event extends ServerEvent>(
  channel: string,
  event: Event,
  payload: ServerEvents[Event],
  except?: LiveSession,
) => void;

let broadcast: Broadcast = () => undefined;

/** Given by the gateway at start; without one (in tests of verbs) nobody listens. */
export function provideBroadcast(given: Broadcast): void {
  broadcast = given;
}

/** Tells everyone in a channel on this process; what other processes tell comes over the bus. */
export const emitToChannel: Broadcast = (channel, event, payload, except) =>
  broadcast(channel, event, payload, except);
