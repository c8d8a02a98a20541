import { isGuest } from "../authorization/viewer";
import * as bus from "./bus.server";
import { partsForBus } from "./bus.server";
import type { Present } from "./events";
import type { LiveSession } from "./live.server";

/**
 * The readers of every channel on every process, in memory only. Each process knows its own connections,
 * publishes them on every change and every ten seconds, and drops a process that is silent. Names come from the
 * session, never from a client. Guests see no one else.
 */

const gatherMs = 250;
const repeatMs = 10_000;
/** A process that is silent for this long is dropped, with all its readers. */
const silenceMs = 25_000;
/** Maximum number of readers of a channel that are published to the other processes. */
const maxTold = 60;

/** A reader, as the processes publish it. */
export interface PresentReader extends Present {
  guest: boolean;
}

/** The readers of a channel on one process: one part of the list, since notifications are small. */
export interface PresencePart {
  channel: string;
  process: string;
  people: PresentReader[];
  part: number;
  parts: number;
}

interface Elsewhere {
  people: PresentReader[];
  heardAt: number;
  /** The parts of the next list received so far. */
  coming: PresentReader[];
}

const here = new Map<string, Map<LiveSession, PresentReader>>();
const elsewhere = new Map<string, Map<string, Elsewhere>>();
const processId = crypto.randomUUID();
const watchers: ((channel: string) => void)[] = [];

/** Registers a callback for changes of a channel's readers. */
export function onPresenceChange(watcher: (channel: string) => void): void {
  watchers.push(watcher);
}

/** Adds a connection to a channel's readers. */
export function joinPresence(
  channel: string,
  session: LiveSession,
  organisation: string | null,
  guest = isGuest(session.viewer),
): void {
  const people = here.get(channel) ?? new Map<LiveSession, PresentReader>();
  const { who, viewer } = session;
  here.set(channel, people.set(session, { who, name: viewer.name, organisation, guest }));
  changed(channel);
}

/** Removes a connection from a channel's readers; unknown ones are ignored. */
export function leavePresence(channel: string, session: LiveSession): void {
  const people = here.get(channel);
  if (!people?.delete(session)) return;
  if (people.size === 0) here.delete(channel);
  changed(channel);
}

/** Removes a connection that has ended from every channel. */
export function leaveAllPresence(session: LiveSession): void {
  for (const channel of [...here.keys()]) leavePresence(channel, session);
}

/** The readers of a channel on all processes, as far as this connection may see them. */
export const presentFor = (session: LiveSession, channel: string): Present[] =>
  here.get(channel)?.get(session)?.guest ? [] : presentIn(channel);

/** The same, for channels that guests never enter. */
export const presentIn = (channel: string): Present[] =>
  everyoneIn(channel).map(({ guest: _, ...present }) => present);

/** Sends each reader of a channel on this process their own list of the others. */
export function emitPresence(
  channel: string,
  tell: (session: LiveSession, present: Present[]) => void,
): void {
  for (const session of here.get(channel)?.keys() ?? []) tell(session, presentFor(session, channel));
}

function everyoneIn(channel: string): PresentReader[] {
  const since = Date.now() - silenceMs;
  const others = [...(elsewhere.get(channel)?.values() ?? [])].filter(({ heardAt }) => heardAt > since);
  return [...(here.get(channel)?.values() ?? []), ...others.flatMap(({ people }) => people)];
}

const due = new Set<string>();

/** Changes come in bursts (a server restarts, a meeting begins): they are published together. */
function changed(channel: string): void {
  if (due.has(channel)) return;
  due.add(channel);
  setTimeout(() => {
    due.delete(channel);
    publishPresence(channel);
    for (const watch of watchers) watch(channel);
  }, gatherMs);
}

function publishPresence(channel: string): void {
  const people = [...(here.get(channel)?.values() ?? [])].slice(0, maxTold);
  const parts = partsForBus(people);
  for (const [part, some] of parts.entries()) {
    bus.publishToOthers("presence", {
      channel,
      process: processId,
      people: some,
      part,
      parts: parts.length,
    });
  }
}

bus.subscribe("presence", ({ channel, process, people, part, parts }) => {
  const processes = elsewhere.get(channel) ?? new Map<string, Elsewhere>();
  const before = processes.get(process)?.people ?? [];
  // Parts arrive in order. If one is lost, the list is incomplete until it is repeated.
  const coming = part === 0 ? people : [...(processes.get(process)?.coming ?? []), ...people];
  const complete = part === parts - 1;
  if (complete && coming.length === 0) processes.delete(process);
  else processes.set(process, { people: complete ? coming : before, heardAt: Date.now(), coming });
  if (processes.size === 0) elsewhere.delete(channel);
  else elsewhere.set(channel, processes);
  const names = (list: PresentReader[]) => list.map(({ who }) => who).join(" ");
  if (complete && names(before) !== names(coming)) for (const watch of watchers) watch(channel);
});

/** Repeats this process's readers, for processes that started later. @returns stops the repetition. */
export function startPresence(): () => void {
  const timer = setInterval(() => {
    for (const channel of here.keys()) publishPresence(channel);
  }, repeatMs);
  return () => clearInterval(timer);
}
