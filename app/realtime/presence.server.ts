import { isGuest } from "../authorization/viewer";
import * as bus from "./bus.server";
import { partsForBus } from "./bus.server";
import type { Present } from "./events";
import type { LiveSession } from "./live.server";

/**
 * Who reads along, in every channel, on every process. Kept in memory only: each process knows its own
 * connections, tells the others on every change and every ten seconds, and forgets a process that has fallen
 * silent. Names are stamped here from the session, never taken from a client. A guest learns of nobody.
 */

const gatherMs = 250;
const repeatMs = 10_000;
/** A process that has not been heard for so long is gone, with everyone on it. */
const silenceMs = 25_000;
/** In a channel with more people the others stay unseen on the other processes. */
const maxTold = 60;

/** Somebody who reads along, as the processes tell each other. */
export interface PresentReader extends Present {
  guest: boolean;
}

/** Who reads along in a channel on one process: a part of the list, since notifications are small. */
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
  /** The parts of the next list that have come so far. */
  coming: PresentReader[];
}

const here = new Map<string, Map<LiveSession, PresentReader>>();
const elsewhere = new Map<string, Map<string, Elsewhere>>();
const processId = crypto.randomUUID();
const watchers: ((channel: string) => void)[] = [];

/** A room is told whenever the people of some channel change. */
export function onPresenceChange(watcher: (channel: string) => void): void {
  watchers.push(watcher);
}

/** A connection reads along from now on. */
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

/** It no longer does; unknown ones are passed over. */
export function leavePresence(channel: string, session: LiveSession): void {
  const people = here.get(channel);
  if (!people?.delete(session)) return;
  if (people.size === 0) here.delete(channel);
  changed(channel);
}

/** A connection has ended: it reads nowhere any more. */
export function leaveAllPresence(session: LiveSession): void {
  for (const channel of [...here.keys()]) leavePresence(channel, session);
}

/** Everyone who reads along in a channel, here and on the other processes, as far as this connection may know. */
export const presentFor = (session: LiveSession, channel: string): Present[] =>
  here.get(channel)?.get(session)?.guest ? [] : presentIn(channel);

/** The same where guests never enter. */
export const presentIn = (channel: string): Present[] =>
  everyoneIn(channel).map(({ guest: _, ...present }) => present);

/** Hands everyone on this process who reads along in a channel their own list of the others. */
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

/** People come in bursts (a server that is back, a meeting that begins): they are told of together. */
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
  // They come in order. Of a list whose part was lost too little is shown, until it is repeated.
  const coming = part === 0 ? people : [...(processes.get(process)?.coming ?? []), ...people];
  const complete = part === parts - 1;
  if (complete && coming.length === 0) processes.delete(process);
  else processes.set(process, { people: complete ? coming : before, heardAt: Date.now(), coming });
  if (processes.size === 0) elsewhere.delete(channel);
  else elsewhere.set(channel, processes);
  const names = (list: PresentReader[]) => list.map(({ who }) => who).join(" ");
  if (complete && names(before) !== names(coming)) for (const watch of watchers) watch(channel);
});

/** Repeats to the other processes who is here, so that one that came later knows too. @returns stops it. */
export function startPresence(): () => void {
  const timer = setInterval(() => {
    for (const channel of here.keys()) publishPresence(channel);
  }, repeatMs);
  return () => clearInterval(timer);
}
