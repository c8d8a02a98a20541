import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import * as bus from "../realtime/bus.server";
import type { ClientPayload } from "../realtime/client-events.server";
import type { Presence } from "../realtime/events";
import { emitToChannel, type LiveSession, registerLiveRoom, SocketRefusal } from "../realtime/live.server";
import {
  joinPresence,
  leaveAllPresence,
  leavePresence,
  onPresenceChange,
  presenceIn,
  takePresenceChange,
} from "../realtime/presence.server";
import { accessIn, isGuestIn, type SpaceAccess } from "../workspaces/access.server";
import { listVoices } from "../writing/voices.server";
import { readableThreads } from "./visibility.server";

/**
 * The live part of threads: joining, presence, typing and change numbers. Messages carry ids only; content comes from
 * `changesSince` over HTTP, so there is one authorised reader of it.
 */
export function registerThreadsLive(): void {
  registerLiveRoom({
    handlers: { "thread:join": join, "thread:leave": leaveThread, "thread:typing": typing },
    ended: forget,
    catchUp,
    recheck,
  });
  bus.subscribe("thread:changed", ({ thread, change }) => tell(thread, change));
  bus.subscribe("thread:typing", ({ thread, who, name }) => {
    emitToChannel(channelOf(thread), "thread:typing", { thread, who, name });
  });
  onPresenceChange((channel) => {
    const thread = threadOf(channel);
    const change = thread && takePresenceChange(channel);
    if (change) emitToChannel(channel, "thread:present", { thread, ...change });
  });
}

const prefix = "thread:";
/** The channel for presence and typing; not for guests, who must not see each other. */
const channelOf = (thread: string) => prefix + thread;
/** The channel for changes, for all readers. */
const quietChannelOf = (thread: string) => `quiet-${prefix}${thread}`;
const threadOf = (channel: string) => (channel.startsWith(prefix) ? channel.slice(prefix.length) : undefined);

/**
 * The sessions that joined each thread on this process, and the last change each thread has published. A session whose
 * rights change is cut, and joins again.
 */
const joined = new Map<string, Map<LiveSession, Joined>>();
const told = new Map<string, number>();

interface Joined {
  access: SpaceAccess;
  /** The space of the thread at the time of joining. */
  spaceId: string;
}

/** Maximum number of threads joined per connection; more than one browser has open. */
const maxThreads = 50;

async function join(
  session: LiveSession,
  { thread }: ClientPayload<"thread:join">,
): Promise<{ change: number } & Presence> {
  if (threadsOf(session).length >= maxThreads) throw new SocketRefusal("too-fast");
  // Joins the channel before reading the last change, so that a change in between is not missed.
  session.join(quietChannelOf(thread));
  try {
    const { lastChange: change, spaceId } = await findJoinable(session.viewer, thread);
    const [access, [voice], guest] = await Promise.all([
      accessIn(session.viewer, spaceId),
      listVoices(session.viewer),
      isGuestIn(session.viewer, spaceId),
    ]);
    // A session that ended mid-join would leave a stale presence entry.
    if (session.ended) throw new SocketRefusal("away");
    joined.set(thread, (joined.get(thread) ?? new Map()).set(session, { access, spaceId }));
    told.set(thread, Math.max(change, told.get(thread) ?? 0));
    if (guest) return { change, count: 0, present: [] };
    const channel = channelOf(thread);
    session.join(channel);
    joinPresence(channel, session, voice?.shown ?? null);
    return { change, ...presenceIn(channel) };
  } catch (error) {
    session.leave(quietChannelOf(thread));
    throw error;
  }
}

async function findJoinable(viewer: Viewer, id: string): Promise<{ lastChange: number; spaceId: string }> {
  const thread = await db.thread.findFirst({
    where: { id, ...readableThreads(viewer) },
    select: { lastChange: true, spaceId: true },
  });
  return thread ?? notFound();
}

async function leaveThread(session: LiveSession, { thread }: ClientPayload<"thread:leave">): Promise<object> {
  const channel = channelOf(thread);
  session.leave(quietChannelOf(thread));
  session.leave(channel);
  leavePresence(channel, session);
  dropFrom(thread, session);
  return {};
}

/** Relayed without storage; only from people who may write in the thread. */
async function typing(session: LiveSession, { thread }: ClientPayload<"thread:typing">): Promise<object> {
  const access = joined.get(thread)?.get(session)?.access;
  if (!access) throw new SocketRefusal("not-open");
  if (access !== "write") throw new SocketRefusal("read-only");
  const said = { thread, who: session.who, name: session.viewer.name };
  emitToChannel(channelOf(thread), "thread:typing", said, session);
  bus.publishToOthers("thread:typing", said);
  return {};
}

function forget(session: LiveSession): void {
  leaveAllPresence(session);
  for (const thread of threadsOf(session)) dropFrom(thread, session);
}

const threadsOf = (session: LiveSession) =>
  [...joined].filter(([, sessions]) => sessions.has(session)).map(([thread]) => thread);

function dropFrom(thread: string, session: LiveSession): void {
  const sessions = joined.get(thread);
  sessions?.delete(session);
  if (sessions?.size !== 0) return;
  joined.delete(thread);
  told.delete(thread);
}

function tell(thread: string, change: number): void {
  if (joined.has(thread)) told.set(thread, Math.max(change, told.get(thread) ?? 0));
  emitToChannel(quietChannelOf(thread), "thread:changed", { thread, change });
}

/** After a gap in notifications, compares every joined thread with the database. */
async function catchUp(): Promise<void> {
  const threads = await db.thread.findMany({
    where: { id: { in: [...joined.keys()] } },
    select: { id: true, lastChange: true },
  });
  for (const { id, lastChange } of threads) {
    if (lastChange > (told.get(id) ?? 0)) tell(id, lastChange);
  }
}

/** A thread has moved to another space: sessions that may not read it there are removed, and their pages reload. */
async function recheck(): Promise<void> {
  if (joined.size === 0) return;
  const rows = await db.thread.findMany({
    where: { id: { in: [...joined.keys()] } },
    select: { id: true, spaceId: true },
  });
  for (const { id, spaceId } of rows) {
    for (const [session, before] of joined.get(id) ?? []) {
      if (before.spaceId !== spaceId) await joinElsewhere(session, id);
    }
  }
}

async function joinElsewhere(session: LiveSession, thread: string): Promise<void> {
  try {
    const { spaceId } = await findJoinable(session.viewer, thread);
    const access = await accessIn(session.viewer, spaceId);
    joined.get(thread)?.set(session, { access, spaceId });
  } catch (error) {
    if (!(error instanceof Response)) throw error;
    session.emit("thread:changed", { thread, change: told.get(thread) ?? 0 });
    await leaveThread(session, { thread });
  }
}
