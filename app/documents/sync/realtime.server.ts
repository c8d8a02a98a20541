import * as Y from "yjs";
import type { Viewer } from "../../authorization/viewer";
import * as outbox from "../../outbox/outbox.server";
import * as bus from "../../realtime/bus.server";
import type { Caret, ClientPayload } from "../../realtime/client-events.server";
import type { Answers, Refusal } from "../../realtime/events";
import { emitToChannel, type LiveSession, registerLiveRoom, SocketRefusal } from "../../realtime/live.server";
import {
  emitPresence,
  joinPresence,
  leavePresence,
  onPresenceChange,
  presenceFor,
  takePresenceChange,
} from "../../realtime/presence.server";
import { log } from "../../services/services.server";
import { findLiveDocument } from "../documents.server";
import { schemaVersion } from "../editor/vocabulary";
import { isWritableStatus } from "../status";
import { areOwn, freshClient } from "./clients.server";
import {
  type DocumentSession,
  documentOfNumber,
  findDocumentSession,
  join,
  leave,
  openDocumentSessions,
  sessionsOf,
} from "./document-sessions.server";
import { type DocumentPosition, raiseSchema, readPositions } from "./log.server";
import { documentChannel, updateChannel } from "./update-frames.server";
import type { Reader } from "./update-pipeline.server";

/** Registers this room's socket messages and bus subscriptions; call once at start. */
export function registerDocumentsLive(): void {
  outbox.subscribe("document.renamed", async ({ object: documentId }) =>
    bus.publish("document:renamed", { document: documentId }),
  );
  outbox.subscribe("document.deleted", async ({ object: documentId }) =>
    bus.publish("document:ended", { document: documentId }),
  );
  for (const action of ["document.status-changed", "document.frozen"] as const) {
    outbox.subscribe(action, async ({ object: documentId }) =>
      bus.publish("document:status", { document: documentId }),
    );
  }
  bus.subscribe("document:status", ({ document }) => {
    emitToChannel(documentChannel(document), "document:renamed", { document });
    end(document, "read-only", () => true);
  });
  bus.subscribe("document:renamed", ({ document }) =>
    emitToChannel(documentChannel(document), "document:renamed", { document }),
  );
  bus.subscribe("document:ended", ({ document }) => end(document, "not-found", () => true));
  bus.subscribe("document:schema", ({ document, schema }) =>
    end(document, "read-only", (reader) => reader.schema < schema),
  );
  registerLiveRoom({
    handlers: {
      "document:open": openDocument,
      "document:update": takeUpdate,
      u: takeShortUpdate,
      "document:caret": moveCaret,
      "document:close": async (session, { document }) => close(session, document),
    },
    ended(session) {
      for (const [document] of sessionsOf(session)) close(session, document);
    },
    catchUp: catchUpDesks,
    recheck: catchUpDesks,
  });
  bus.subscribe("document:changed", ({ document }) => {
    findDocumentSession(document)
      ?.door.catchUp()
      .catch((error: unknown) =>
        log().warn({ err: error, document }, "a text is behind; it catches up later"),
      );
  });
  bus.subscribe("document:caret", (moved) =>
    emitToChannel(documentChannel(moved.document), "document:caret", moved),
  );
  onPresenceChange((channel) => {
    const document = /^document:(.+)$/.exec(channel)?.[1];
    if (!document) return;
    const change = takePresenceChange(channel);
    if (change) emitPresence(channel, (session) => session.emit("document:present", { document, ...change }));
  });
}

/** Maximum number of documents open per connection; more than one tab has. */
const maxOpenTexts = 20;

/** Pending openings per connection: sequential, since each answer may be a whole document. */
const openings = new WeakMap<LiveSession, { waiting: number; last: Promise<unknown> }>();

/**
 * Opens a document for a connection, after its earlier openings. A failure leaves no session behind. @throws Refused
 */
async function openDocument(
  session: LiveSession,
  asked: ClientPayload<"document:open">,
): Promise<Answers["document:open"]> {
  if (!isStateVector(asked.vector)) throw new SocketRefusal("not-decodable");
  const turn = openings.get(session) ?? { waiting: 0, last: Promise.resolve() };
  const held = sessionsOf(session).filter(([document]) => document !== asked.document).length;
  if (held + turn.waiting >= maxOpenTexts) throw new SocketRefusal("too-fast");
  turn.waiting += 1;
  const opened = turn.last.then(() => openOrLeave(session, asked));
  turn.last = opened.catch(() => undefined);
  openings.set(session, turn);
  try {
    return await opened;
  } finally {
    turn.waiting -= 1;
  }
}

function isStateVector(vector: Uint8Array): boolean {
  try {
    Y.decodeStateVector(vector);
    return true;
  } catch {
    return false;
  }
}

async function openOrLeave(
  session: LiveSession,
  asked: ClientPayload<"document:open">,
): Promise<Answers["document:open"]> {
  // Disconnected while waiting.
  if (session.ended) throw new SocketRefusal("away");
  try {
    return await seat(session, asked);
  } catch (error) {
    close(session, asked.document);
    throw error;
  }
}

/** Finds the document through the viewer, catches up with the log and sends what the client lacks. */
async function seat(
  session: LiveSession,
  { document, schema, client, vector, short = false }: ClientPayload<"document:open">,
): Promise<Answers["document:open"]> {
  const { viewer } = session;
  const found = await findLiveDocument(viewer, document);
  const older = schema < found.schemaVersion || schema > schemaVersion;
  const frozen = !isWritableStatus(found.status);
  const access = found.access === "write" && !older && !frozen ? "write" : "read";
  if (access === "write" && schema > found.schemaVersion) await raise(document, schema);
  const reader: Reader = {
    session,
    access,
    spaceId: found.spaceId,
    frozen,
    schema,
    organisationId: found.organisationId,
    own: new Set(),
    caret: null,
    short,
  };
  // In parallel: binding an id is a commit, and reading a long document takes as long. Both settle before either error
  // is thrown.
  const [seated, bound] = await Promise.allSettled([
    join(document, reader),
    access === "write" ? clientFor(viewer, document, client) : null,
  ]);
  if (seated.status === "rejected") throw seated.reason;
  if (bound.status === "rejected") throw bound.reason;
  const desk = seated.value;
  const ownClient = bound.value;
  if (ownClient !== null) reader.own.add(ownClient);
  const channel = documentChannel(document);
  // Within one read of the pipeline: every update after this point is relayed to the reader.
  const held = await desk.door.read(async () => {
    session.join(channel);
    session.join(updateChannel(document, short));
    return { seq: desk.text.seq, update: await desk.text.lackingAt(vector), vector: desk.text.stateVector() };
  });
  // Disconnected during opening: no later event would remove this reader.
  if (session.ended) close(session, document);
  if (!desk.readers.has(session)) {
    leaveChannels(session, document);
    throw new SocketRefusal("away");
  }
  joinPresence(channel, session, found.organisationName, found.guest);
  return {
    access,
    ...(access === "read" && { readOnlyBecause: readOnlyBecause({ older, frozen }) }),
    number: desk.number,
    client: ownClient,
    ...held,
    ...presenceFor(session, channel),
    carets: caretsOf(desk, session),
  };
}

function readOnlyBecause({ older, frozen }: { older: boolean; frozen: boolean }) {
  if (older) return "older-editor" as const;
  return frozen ? ("frozen" as const) : ("rights" as const);
}

/** From now on the document may contain what older editors would delete: they have to close it. */
async function raise(document: string, schema: number): Promise<void> {
  await raiseSchema(document, schema);
  bus.publish("document:schema", { document, schema });
}

/** The requested id where it is bound to this person, otherwise a fresh one. */
async function clientFor(viewer: Viewer, document: string, asked: number | null): Promise<number> {
  if (asked !== null && (await areOwn(viewer, document, [asked]))) return asked;
  return await freshClient(viewer, document);
}

function caretsOf({ readers }: DocumentSession, except: LiveSession): Answers["document:open"]["carets"] {
  return [...readers.values()].flatMap(({ session, caret }) =>
    caret && session !== except ? [{ who: session.who, caret }] : [],
  );
}

async function takeUpdate(
  session: LiveSession,
  { document, update, caret }: ClientPayload<"document:update">,
): Promise<Answers["document:update"]> {
  const { desk, reader } = readerOf(session, document);
  const seq = await desk.door.receive(reader, update, caret);
  // Here the cursor travels with the update; other processes only receive a notification of new updates.
  if (caret) bus.publishToOthers("document:caret", { document, who: session.who, caret });
  desk.digester.changed(session.viewer.personId);
  return { seq };
}

/** The short form; a number that is not open here is a document that is not open. */
async function takeShortUpdate(
  session: LiveSession,
  [number, update, caret]: ClientPayload<"u">,
): Promise<Answers["u"]> {
  return await takeUpdate(session, { document: documentOfNumber(number) ?? "", update, caret });
}

function leaveChannels(session: LiveSession, document: string): void {
  session.leave(documentChannel(document));
  for (const short of [true, false]) session.leave(updateChannel(document, short));
}

async function moveCaret(
  session: LiveSession,
  { document, caret }: ClientPayload<"document:caret">,
): Promise<Answers["document:caret"]> {
  const { reader } = readerOf(session, document);
  if (reader.access !== "write") throw new SocketRefusal("read-only");
  reader.caret = caret;
  tellCaret(session, document, caret);
  return {};
}

function tellCaret(session: LiveSession, document: string, caret: Caret | null): void {
  const { who } = session;
  emitToChannel(documentChannel(document), "document:caret", { document, who, caret }, session);
  bus.publishToOthers("document:caret", { document, who, caret });
}

function readerOf(session: LiveSession, document: string): { desk: DocumentSession; reader: Reader } {
  const desk = findDocumentSession(document);
  const reader = desk?.readers.get(session);
  if (!desk || !reader) throw new SocketRefusal("not-open");
  return { desk, reader };
}

function close(session: LiveSession, document: string): object {
  const desk = findDocumentSession(document);
  if (!desk?.readers.has(session)) return {};
  leaveChannels(session, document);
  leavePresence(documentChannel(document), session);
  leave(document, desk, session);
  emitToChannel(
    documentChannel(document),
    "document:caret",
    { document, who: session.who, caret: null },
    session,
  );
  return {};
}

/** Closes a document for some readers here, and sends them the reason. */
function end(document: string, reason: Refusal, concerns: (reader: Reader) => boolean): void {
  for (const [session, reader] of findDocumentSession(document)?.readers ?? []) {
    if (!concerns(reader)) continue;
    session.emit("document:ended", { document, reason });
    close(session, document);
  }
}

/** Compares every open document with the database: notifications may have been missed, or a document may have moved. */
async function catchUpDesks(): Promise<void> {
  if (openDocumentSessions().size === 0) return;
  const asked = [...openDocumentSessions().keys()];
  const standings = await readPositions(asked);
  for (const document of asked) {
    const desk = findDocumentSession(document);
    const standing = standings.get(document);
    if (!standing) end(document, "not-found", () => true);
    else end(document, "read-only", (reader) => hasChanged(reader, standing));
    if (desk && standing && standing.seq > desk.text.seq) await desk.door.catchUp();
  }
}

/** Since this reader opened it, a newer editor has written in it, it has moved to another space, or was frozen or reopened. */
const hasChanged = ({ schema, spaceId, frozen }: Reader, standing: DocumentPosition): boolean =>
  schema < standing.schemaVersion ||
  spaceId !== standing.spaceId ||
  frozen === isWritableStatus(standing.status);
