import type { LiveSession } from "../../realtime/live.server";
import { log } from "../../services/services.server";
import { DerivationTrigger } from "./derivation.server";
import { OpenDocument } from "./open-document.server";
import { type Reader, UpdatePipeline } from "./update-pipeline.server";

/** A document that is open on this process, with its update pipeline, derivation trigger and readers. */
export interface DocumentSession {
  text: OpenDocument;
  door: UpdatePipeline;
  digester: DerivationTrigger;
  readers: Map<LiveSession, Reader>;
  /** Stands for the document in the short form of updates; never used again by this process. */
  number: number;
}

const desks = new Map<string, DocumentSession>();
const byNumber = new Map<number, string>();
let lastNumber = 0;
const opening = new Map<string, Promise<DocumentSession>>();

/**
 * Adds a reader to the document's session and opens the session if there is none. @throws when the log cannot be read.
 */
export async function join(documentId: string, reader: Reader): Promise<DocumentSession> {
  const desk = desks.get(documentId) ?? (await open(documentId));
  desk.readers.set(reader.session, reader);
  // The session may have been removed between its opening and this line.
  desks.set(documentId, desk);
  byNumber.set(desk.number, documentId);
  return desk;
}

async function open(documentId: string): Promise<DocumentSession> {
  const known = opening.get(documentId);
  if (known) return await known;
  const made = OpenDocument.load(documentId).then((text) => {
    lastNumber += 1;
    const number = lastNumber;
    const readers = new Map<LiveSession, Reader>();
    const desk = {
      text,
      number,
      door: new UpdatePipeline(text, number, readers),
      digester: new DerivationTrigger(text),
      readers,
    };
    desks.set(documentId, desk);
    byNumber.set(number, documentId);
    return desk;
  });
  opening.set(documentId, made);
  try {
    return await made;
  } finally {
    opening.delete(documentId);
  }
}

/** The session of a document, if it is open on this process. */
export function findDocumentSession(documentId: string): DocumentSession | undefined {
  return desks.get(documentId);
}

/** The document of a number, while it is open on this process. */
export const documentOfNumber = (number: number): string | undefined => byNumber.get(number);

/** All sessions that this connection has joined. */
export function sessionsOf(session: LiveSession): [string, DocumentSession][] {
  return [...desks].filter(([, desk]) => desk.readers.has(session));
}

/** Removes a reader. After the last one the document is dropped from memory; its log remains. */
export function leave(documentId: string, desk: DocumentSession, session: LiveSession): void {
  desk.readers.delete(session);
  if (desk.readers.size > 0 || desks.get(documentId) !== desk) return;
  desks.delete(documentId);
  byNumber.delete(desk.number);
  void desk.digester.close();
  desk.text.close().catch((error: unknown) => log().warn({ err: error }, "a text could not be let go of"));
}

/** All documents open on this process. */
export const openDocumentSessions = (): ReadonlyMap<string, DocumentSession> => desks;
