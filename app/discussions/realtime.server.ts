import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import { hear, publishElsewhere } from "../realtime/bus.server";
import type { ClientPayload, Present } from "../realtime/events";
import { type LiveSession, Refused, registerLiveRoom, tellChannel } from "../realtime/live.server";
import { enter, leave, leaveAll, presentIn, watchPresence } from "../realtime/presence.server";
import { accessIn } from "../workspaces/spaces.server";
import { readableThreads } from "./states.server";
import { listVoices } from "./voices.server";

/**
 * The live side of threads: who may listen to one, what is told, by ids only. The words themselves come from
 * `changesSince`, over HTTP, so there is one authorised reader of them.
 */
export function registerThreadsLive(): void {
  registerLiveRoom({
    handlers: { "thread:join": join, "thread:leave": leaveThread, "thread:typing": typing },
    ended: forget,
    catchUp,
  });
  hear("thread:changed", ({ thread, change }) => tell(thread, change));
  hear("thread:typing", ({ thread, who, name }) => {
    tellChannel(channelOf(thread), "thread:typing", { thread, who, name });
  });
  watchPresence((channel) => {
    const thread = threadOf(channel);
    if (thread) tellChannel(channel, "thread:present", { thread, present: presentIn(channel) });
  });
}

const prefix = "thread:";
const channelOf = (thread: string) => prefix + thread;
const threadOf = (channel: string) => (channel.startsWith(prefix) ? channel.slice(prefix.length) : undefined);

/** Who has joined which thread on this process, and the last change they were told of. */
const joined = new Map<string, Set<LiveSession>>();
const told = new Map<string, number>();

/** More threads than anybody has open in one browser. */
const mostThreads = 50;

async function join(
  session: LiveSession,
  { thread }: ClientPayload<"thread:join">,
): Promise<{ change: number; present: Present[] }> {
  if (threadsOf(session).length >= mostThreads) throw new Refused("too-fast");
  const channel = channelOf(thread);
  // Listening first, then reading the last change: what happens in between is told, never missed.
  session.join(channel);
  try {
    const [change, [voice]] = await Promise.all([
      findLastChange(session.viewer, thread),
      listVoices(session.viewer),
    ]);
    joined.set(thread, (joined.get(thread) ?? new Set()).add(session));
    told.set(thread, Math.max(change, told.get(thread) ?? 0));
    enter(channel, session, voice?.acronym ?? voice?.name ?? null);
    return { change, present: presentIn(channel) };
  } catch (error) {
    session.leave(channel);
    throw error;
  }
}

async function findLastChange(viewer: Viewer, id: string): Promise<number> {
  const thread = await db.thread.findFirst({
    where: { id, ...readableThreads(viewer) },
    select: { lastChange: true },
  });
  return thread?.lastChange ?? notFound();
}

async function leaveThread(session: LiveSession, { thread }: ClientPayload<"thread:leave">): Promise<object> {
  const channel = channelOf(thread);
  session.leave(channel);
  leave(channel, session);
  dropFrom(thread, session);
  return {};
}

/** Passed on and forgotten; only from somebody who could post what they are typing. */
async function typing(session: LiveSession, { thread }: ClientPayload<"thread:typing">): Promise<object> {
  if (!joined.get(thread)?.has(session)) throw new Refused("not-open");
  if (accessIn(session.viewer) !== "write") throw new Refused("read-only");
  const said = { thread, who: session.who, name: session.viewer.name };
  tellChannel(channelOf(thread), "thread:typing", said, session);
  publishElsewhere("thread:typing", said);
  return {};
}

function forget(session: LiveSession): void {
  leaveAll(session);
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
  tellChannel(channelOf(thread), "thread:changed", { thread, change });
}

/** After a silence between processes: every thread that is open here is compared with the database at once. */
async function catchUp(): Promise<void> {
  const threads = await db.thread.findMany({
    where: { id: { in: [...joined.keys()] } },
    select: { id: true, lastChange: true },
  });
  for (const { id, lastChange } of threads) {
    if (lastChange > (told.get(id) ?? 0)) tell(id, lastChange);
  }
}
