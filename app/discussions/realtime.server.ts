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
import { accessIn, isGuestIn } from "../workspaces/access.server";
import { listVoices } from "../writing/voices.server";
import {
  addReader,
  announce,
  changesChannel,
  dropReader,
  joinedThreads,
  readersOf,
  sendThreadChanges,
  threadsOf,
} from "./joined-threads.server";
import { readableThreads } from "./visibility.server";

/**
 * The live part of threads: joining, presence, typing and changes. The bus carries numbers only. Each process reads a
 * change once and sends its content to the readers here; a page that has missed something requests `changesSince`.
 */
export function registerThreadsLive(): void {
  registerLiveRoom({
    handlers: { "thread:join": join, "thread:leave": leaveThread, "thread:typing": typing },
    ended: forget,
    catchUp,
    recheck,
  });
  sendThreadChanges();
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
const threadOf = (channel: string) => (channel.startsWith(prefix) ? channel.slice(prefix.length) : undefined);

/** Maximum number of threads joined per connection; more than one browser has open. */
const maxThreads = 50;

async function join(
  session: LiveSession,
  { thread }: ClientPayload<"thread:join">,
): Promise<{ change: number } & Presence> {
  if (threadsOf(session).length >= maxThreads) throw new SocketRefusal("too-fast");
  // Joins the channel before reading the last change, so that a change in between is not missed.
  session.join(changesChannel(thread));
  try {
    const { lastChange: change, spaceId } = await findJoinable(session.viewer, thread);
    const [access, [voice], guest] = await Promise.all([
      accessIn(session.viewer, spaceId),
      listVoices(session.viewer),
      isGuestIn(session.viewer, spaceId),
    ]);
    // A session that ended mid-join would leave a stale presence entry.
    if (session.ended) throw new SocketRefusal("away");
    addReader(thread, change, session, { access, spaceId });
    if (guest) return { change, count: 0, present: [] };
    const channel = channelOf(thread);
    session.join(channel);
    joinPresence(channel, session, voice?.shown ?? null);
    return { change, ...presenceIn(channel) };
  } catch (error) {
    session.leave(changesChannel(thread));
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
  session.leave(changesChannel(thread));
  session.leave(channel);
  leavePresence(channel, session);
  dropReader(thread, session);
  return {};
}

/** Relayed without storage; only from people who may write in the thread. */
async function typing(session: LiveSession, { thread }: ClientPayload<"thread:typing">): Promise<object> {
  const access = readersOf(thread)?.get(session)?.access;
  if (!access) throw new SocketRefusal("not-open");
  if (access !== "write") throw new SocketRefusal("read-only");
  const said = { thread, who: session.who, name: session.viewer.name };
  emitToChannel(channelOf(thread), "thread:typing", said, session);
  bus.publishToOthers("thread:typing", said);
  return {};
}

function forget(session: LiveSession): void {
  leaveAllPresence(session);
  for (const thread of threadsOf(session)) dropReader(thread, session);
}

/** After a gap in notifications, compares every joined thread with the database. */
async function catchUp(): Promise<void> {
  const known = joinedThreads();
  const threads = await db.thread.findMany({
    where: { id: { in: [...known.keys()] } },
    select: { id: true, lastChange: true },
  });
  for (const { id, lastChange } of threads) {
    if (lastChange > (known.get(id) ?? 0)) announce(id, lastChange);
  }
}

/** A thread has moved to another space: sessions that may not read it there are removed, and their pages reload. */
async function recheck(): Promise<void> {
  const known = joinedThreads();
  if (known.size === 0) return;
  const rows = await db.thread.findMany({
    where: { id: { in: [...known.keys()] } },
    select: { id: true, spaceId: true },
  });
  for (const { id, spaceId } of rows) {
    for (const [session, before] of readersOf(id) ?? []) {
      if (before.spaceId !== spaceId) await joinElsewhere(session, id);
    }
  }
}

async function joinElsewhere(session: LiveSession, thread: string): Promise<void> {
  try {
    const { spaceId, lastChange } = await findJoinable(session.viewer, thread);
    const access = await accessIn(session.viewer, spaceId);
    if (readersOf(thread)?.has(session)) addReader(thread, lastChange, session, { access, spaceId });
  } catch (error) {
    if (!(error instanceof Response)) throw error;
    session.emit("thread:changed", { thread, change: joinedThreads().get(thread) ?? 0 });
    await leaveThread(session, { thread });
  }
}
