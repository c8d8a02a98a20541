import type { LiveSession } from "../../realtime/live.server";
import { log } from "../../services/services.server";
import { DerivationTrigger } from "./derivation.server";
import { OpenDocument } from "./open-document.server";
import { type Reader, UpdatePipeline } from "./update-pipeline.server";

/** A text that somebody reads over this process, with all that belongs to it. */
export interface DocumentSession {
  text: OpenDocument;
  door: UpdatePipeline;
  digester: DerivationTrigger;
  readers: Map<LiveSession, Reader>;
}

const desks = new Map<string, DocumentSession>();
const opening = new Map<string, Promise<DocumentSession>>();

/** Seats a reader at the desk of a text, made when nobody reads it here yet. @throws when it cannot be read. */
export async function join(documentId: string, reader: Reader): Promise<DocumentSession> {
  const desk = desks.get(documentId) ?? (await open(documentId));
  desk.readers.set(reader.session, reader);
  // It may have been cleared between its opening and this line.
  desks.set(documentId, desk);
  return desk;
}

async function open(documentId: string): Promise<DocumentSession> {
  const known = opening.get(documentId);
  if (known) return await known;
  const made = OpenDocument.load(documentId).then((text) => {
    const desk = {
      text,
      door: new UpdatePipeline(text),
      digester: new DerivationTrigger(text),
      readers: new Map(),
    };
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
export function findDocumentSession(documentId: string): DocumentSession | undefined {
  return desks.get(documentId);
}

/** Every desk at which this connection sits. */
export function sessionsOf(session: LiveSession): [string, DocumentSession][] {
  return [...desks].filter(([, desk]) => desk.readers.has(session));
}

/** A reader gets up; with the last one the text leaves the memory, its log remains. */
export function leave(documentId: string, desk: DocumentSession, session: LiveSession): void {
  desk.readers.delete(session);
  if (desk.readers.size > 0 || desks.get(documentId) !== desk) return;
  desks.delete(documentId);
  void desk.digester.close();
  desk.text.close().catch((error: unknown) => log().warn({ err: error }, "a text could not be let go of"));
}

/** The texts that are open here. */
export const openDocumentSessions = (): ReadonlyMap<string, DocumentSession> => desks;
