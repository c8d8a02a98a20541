import { isGuest } from "../authorization/viewer";
import * as bus from "./bus.server";
import { partsForBus } from "./bus.server";
import type { Presence, PresenceChange, Present } from "./events";
import type { LiveSession } from "./live.server";

/**
 * The readers of every channel on every process, in memory only. Each process knows its own connections,
 * publishes them on every change and every ten seconds, and drops a process that is silent. Names come from the
 * session, never from a client. Guests see no one else. A connection is told how many people are present and the first
 * of them, and then only what changes: with a thousand readers, whole lists would be a thousand times a thousand names.
 */

const gatherMs = 250;
const repeatMs = 10_000;
/** A process that is silent for this long is dropped, with all its readers. */
const silenceMs = 25_000;
/** Maximum number of readers of a channel that are published to the other processes. */
const maxTold = 60;
/** Maximum number of connections of a channel that are shown by name; the others only count. Carets need a name. */
const maxNamed = (channel: string) => (channel.startsWith("document:") ? 40 : 8);

/** A reader, as the processes publish it. */
export interface PresentReader extends Present {
  guest: boolean;
  /** The person, who counts once with several connections. */
  person: string;
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
  here.set(
    channel,
    people.set(session, { who, name: viewer.name, organisation, guest, person: viewer.personId }),
  );
  changed(channel);
}

/** Removes a connection from a channel's readers; unknown ones are ignored. */
export function leavePresence(channel: string, session: LiveSession): void {
  const people = here.get(channel);
  if (!people?.delete(session)) return;
  if (people.size === 0) {
    here.delete(channel);
    shown.delete(channel);
  }
  changed(channel);
}

/** Removes a connection that has ended from every channel. */
export function leaveAllPresence(session: LiveSession): void {
  for (const channel of [...here.keys()]) leavePresence(channel, session);
}

/** Per channel: what the readers of this process have been told. */
const shown = new Map<string, Presence>();
const noPresence: Presence = { count: 0, present: [] };

/** The presence to which later changes refer; empty for a guest. */
export const presenceFor = (session: LiveSession, channel: string): Presence =>
  here.get(channel)?.get(session)?.guest ? noPresence : presenceIn(channel);

/** The same, for channels that guests never enter. */
export function presenceIn(channel: string): Presence {
  const known = shown.get(channel) ?? viewOf(channel, []);
  if (here.has(channel)) shown.set(channel, known);
  return known;
}

/** What has changed in a channel since its readers were told last; null when nothing has. */
export function takePresenceChange(channel: string): PresenceChange | null {
  if (!here.has(channel)) {
    shown.delete(channel);
    return null;
  }
  const before = presenceIn(channel);
  const now = viewOf(channel, before.present);
  const change = changeOf(before, now);
  shown.set(channel, now);
  return change;
}

/** Sends a change to each reader of a channel on this process who may see the others. */
export function emitPresence(channel: string, tell: (session: LiveSession) => void): void {
  for (const [session, { guest }] of here.get(channel) ?? []) if (!guest) tell(session);
}

/** The connections shown before stay shown while they are present, so that an arrival changes no name. */
function viewOf(channel: string, before: readonly Present[]): Presence {
  const people = everyoneIn(channel);
  const stays = new Set(before.map(({ who }) => who));
  const named = [
    ...people.filter(({ who }) => stays.has(who)),
    ...people.filter(({ who }) => !stays.has(who)),
  ].slice(0, maxNamed(channel));
  return {
    count: new Set(people.map(({ person }) => person)).size,
    present: named.map(({ who, name, organisation }) => ({ who, name, organisation })),
  };
}

function changeOf(before: Presence, now: Presence): PresenceChange | null {
  const missing = (list: Present[], other: Present[]) =>
    list.filter(({ who }) => !other.some((one) => one.who === who));
  const came = missing(now.present, before.present);
  const left = missing(before.present, now.present).map(({ who }) => who);
  if (now.count === before.count && came.length === 0 && left.length === 0) return null;
  return { count: now.count, ...(came.length > 0 && { came }), ...(left.length > 0 && { left }) };
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
