import * as bus from "../realtime/bus.server";
import { emitToChannel, type LiveSession } from "../realtime/live.server";
import { log } from "../services/services.server";
import type { SpaceAccess } from "../workspaces/access.server";
import { readSharedChanges, type SharedChanges } from "./shared-changes.server";

/** A session in a thread. A session whose rights change is cut, and joins again. */
export interface Joined {
  access: SpaceAccess;
  /** The space of the thread at the time of joining. */
  spaceId: string;
}

/** A thread that sessions on this process have joined. */
interface JoinedThread {
  readers: Map<LiveSession, Joined>;
  /** The last known change. */
  known: number;
  /** The last change that was sent: the content of the next one begins after it. */
  sent: number;
  sending: boolean;
}

const threads = new Map<string, JoinedThread>();

/** The channel for changes, for all readers. */
export const changesChannel = (thread: string): string => `quiet-thread:${thread}`;

/** Adds a session to a thread. @param change the thread's last change, which the session knows. */
export function addReader(thread: string, change: number, session: LiveSession, joined: Joined): void {
  const here = threads.get(thread) ?? { readers: new Map(), known: change, sent: change, sending: false };
  here.readers.set(session, joined);
  threads.set(thread, here);
}

/** Removes a session from a thread. */
export function dropReader(thread: string, session: LiveSession): void {
  const readers = threads.get(thread)?.readers;
  readers?.delete(session);
  if (readers?.size === 0) threads.delete(thread);
}

/** The sessions in a thread on this process. */
export const readersOf = (thread: string): ReadonlyMap<LiveSession, Joined> | undefined =>
  threads.get(thread)?.readers;

/** The threads that a session has joined. */
export const threadsOf = (session: LiveSession): string[] =>
  [...threads].filter(([, { readers }]) => readers.has(session)).map(([thread]) => thread);

/** The threads joined on this process, with the last known change of each. */
export const joinedThreads = (): Map<string, number> =>
  new Map([...threads].map(([thread, { known }]) => [thread, known]));

/** Sends the changes of joined threads to their readers here; call once at start. */
export function sendThreadChanges(): void {
  bus.subscribe("thread:changed", ({ thread, change }) => announce(thread, change));
}

/** A thread has a change, written by this process or another one. */
export function announce(thread: string, change: number): void {
  const here = threads.get(thread);
  if (!here) {
    // A session that is joining now may have read the number before.
    emitToChannel(changesChannel(thread), "thread:changed", { thread, change });
    return;
  }
  here.known = Math.max(here.known, change);
  void sendChanges(thread, here);
}

/** Sends what is known and not sent yet. Changes that arrive meanwhile are sent together afterwards. */
async function sendChanges(thread: string, here: JoinedThread): Promise<void> {
  if (here.sending) return;
  here.sending = true;
  while (here.sent < here.known && threads.get(thread) === here) {
    const shared = await readSharedChanges(thread, here.sent, here.known, here.readers).catch(
      (error: unknown) => {
        log().warn({ err: error, thread }, "a change could not be read; the pages request it");
        return null;
      },
    );
    here.sent = sendShared(thread, here, shared ?? []);
    here.known = Math.max(here.known, here.sent);
  }
  here.sending = false;
}

/** The content to those who may read it, the number to everyone else. @returns the last change that was sent */
function sendShared(thread: string, { known, sent }: JoinedThread, shared: readonly SharedChanges[]): number {
  const change = Math.max(known, ...shared.map(({ changes }) => changes.change));
  for (const { sessions, changes } of shared) {
    const content = { after: sent, posts: changes.posts, gone: changes.gone };
    emitToChannel(sessions, "thread:changed", { thread, change: changes.change, content });
  }
  const withContent = shared.flatMap(({ sessions }) => sessions);
  emitToChannel(changesChannel(thread), "thread:changed", { thread, change }, withContent);
  return change;
}
