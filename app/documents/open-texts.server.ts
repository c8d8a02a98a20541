import { log } from "../ports/ports.server";
import type { LiveSession } from "../realtime/live.server";
import { Digester } from "./digest.server";
import { Door, type Reader } from "./door.server";
import { OpenText } from "./open-text.server";

/** A text that somebody reads over this process, with all that belongs to it. */
export interface Desk {
  text: OpenText;
  door: Door;
  digester: Digester;
  readers: Map<LiveSession, Reader>;
}

const desks = new Map<string, Desk>();
const opening = new Map<string, Promise<Desk>>();

/** Seats a reader at the desk of a text, made when nobody reads it here yet. @throws when it cannot be read. */
export async function sitDown(documentId: string, reader: Reader): Promise<Desk> {
  const desk = desks.get(documentId) ?? (await open(documentId));
  desk.readers.set(reader.session, reader);
  // It may have been cleared between its opening and this line.
  desks.set(documentId, desk);
  return desk;
}

async function open(documentId: string): Promise<Desk> {
  const known = opening.get(documentId);
  if (known) return await known;
  const made = OpenText.load(documentId).then((text) => {
    const desk = { text, door: new Door(text), digester: new Digester(text), readers: new Map() };
    desks.set(documentId, desk);
    return desk;
  });
  opening.set(documentId, made);
  try {
    return await made;
  } finally {
    opening.delete(documentId);
  }
}

/** The desk of a text that somebody reads here, if anybody does. */
export function findDesk(documentId: string): Desk | undefined {
  return desks.get(documentId);
}

/** Every desk at which this connection sits. */
export function desksOf(session: LiveSession): [string, Desk][] {
  return [...desks].filter(([, desk]) => desk.readers.has(session));
}

/** A reader gets up; with the last one the text leaves the memory, its log remains. */
export function getUp(documentId: string, desk: Desk, session: LiveSession): void {
  desk.readers.delete(session);
  if (desk.readers.size > 0 || desks.get(documentId) !== desk) return;
  desks.delete(documentId);
  void desk.digester.close();
  desk.text.close().catch((error: unknown) => log().warn({ err: error }, "a text could not be let go of"));
}

/** The texts that are open here. */
export const openDesks = (): ReadonlyMap<string, Desk> => desks;
