import * as Y from "yjs";
import { listen } from "../events/outbox.server";
import type { Viewer } from "../http/viewer";
import { log } from "../ports/ports.server";
import { hear, publish, publishElsewhere } from "../realtime/bus.server";
import type { Answers, Caret, ClientPayload, Refusal } from "../realtime/events";
import { type LiveSession, Refused, registerLiveRoom, tellChannel } from "../realtime/live.server";
import { enter, leave, presentTo, tellPresent, watchPresence } from "../realtime/presence.server";
import { areOwn, freshClient } from "./clients.server";
import { findText } from "./documents.server";
import { channelOf, type Reader } from "./door.server";
import { raiseSchema, readStandings, type Standing } from "./log.server";
import { type Desk, desksOf, findDesk, getUp, openDesks, sitDown } from "./open-texts.server";
import { schemaVersion } from "./vocabulary";

/** Registers what this room answers and hears; called once at start. */
export function registerDocumentsLive(): void {
  listen("document.renamed", async ({ documentId }) => publish("document:renamed", { document: documentId }));
  listen("document.deleted", async ({ documentId }) => publish("document:ended", { document: documentId }));
  hear("document:renamed", ({ document }) =>
    tellChannel(channelOf(document), "document:renamed", { document }),
  );
  hear("document:ended", ({ document }) => end(document, "not-found", () => true));
  hear("document:schema", ({ document, schema }) =>
    end(document, "read-only", (reader) => reader.schema < schema),
  );
  registerLiveRoom({
    handlers: {
      "document:open": openDocument,
      "document:update": takeUpdate,
      "document:caret": moveCaret,
      "document:close": async (session, { document }) => close(session, document),
    },
    ended(session) {
      for (const [document] of desksOf(session)) close(session, document);
    },
    catchUp: catchUpDesks,
    recheck: catchUpDesks,
  });
  hear("document:changed", ({ document }) => {
    findDesk(document)
      ?.door.catchUp()
      .catch((error: unknown) =>
        log().warn({ err: error, document }, "a text is behind; it catches up later"),
      );
  });
  hear("document:caret", (moved) => tellChannel(channelOf(moved.document), "document:caret", moved));
  watchPresence((channel) => {
    const document = /^document:(.+)$/.exec(channel)?.[1];
    if (!document) return;
    tellPresent(channel, (session, present) => session.tell("document:present", { document, present }));
  });
}

/** More texts than anybody has open in one tab. */
const maxOpenTexts = 20;

/** What each connection is opening: one after the other, since each answer may be a whole text. */
const openings = new WeakMap<LiveSession, { waiting: number; last: Promise<unknown> }>();

/** Opens a text for a connection, in its turn. A failure leaves nothing of it behind. @throws Refused */
async function openDocument(
  session: LiveSession,
  asked: ClientPayload<"document:open">,
): Promise<Answers["document:open"]> {
  if (!isStateVector(asked.vector)) throw new Refused("not-decodable");
  const turn = openings.get(session) ?? { waiting: 0, last: Promise.resolve() };
  const held = desksOf(session).filter(([document]) => document !== asked.document).length;
  if (held + turn.waiting >= maxOpenTexts) throw new Refused("too-fast");
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
  // Cut while it waited for its turn.
  if (session.ended) throw new Refused("away");
  try {
    return await seat(session, asked);
  } catch (error) {
    close(session, asked.document);
    throw error;
  }
}

/** Found through the viewer, caught up from the log, then told what it lacks. */
async function seat(
  session: LiveSession,
  { document, schema, client, vector }: ClientPayload<"document:open">,
): Promise<Answers["document:open"]> {
  const { viewer } = session;
  const found = await findText(viewer, document);
  const older = schema < found.schemaVersion || schema > schemaVersion;
  const access = found.access === "write" && !older ? "write" : "read";
  if (access === "write" && schema > found.schemaVersion) await raise(document, schema);
  const reader: Reader = {
    session,
    access,
    spaceId: found.spaceId,
    schema,
    organisationId: found.organisationId,
    own: new Set(),
    caret: null,
  };
  // Side by side: binding an id is a commit, and reading a long text takes as long. Both have ended before either fails.
  const [seated, bound] = await Promise.allSettled([
    sitDown(document, reader),
    access === "write" ? clientFor(viewer, document, client) : null,
  ]);
  if (seated.status === "rejected") throw seated.reason;
  if (bound.status === "rejected") throw bound.reason;
  const desk = seated.value;
  const ownClient = bound.value;
  if (ownClient !== null) reader.own.add(ownClient);
  const channel = channelOf(document);
  // In one piece: from the moment at which the text was looked at, everything is told.
  const held = await desk.door.read(async () => {
    session.join(channel);
    return { seq: desk.text.seq, update: await desk.text.lackingAt(vector), vector: desk.text.stateVector() };
  });
  // Cut while it was being opened: nobody would ever get up from this seat.
  if (session.ended) close(session, document);
  if (!desk.readers.has(session)) {
    session.leave(channel);
    throw new Refused("away");
  }
  enter(channel, session, found.organisationName, found.guest);
  return {
    access,
    ...(access === "read" && { readOnlyBecause: older ? ("older-editor" as const) : ("rights" as const) }),
    client: ownClient,
    ...held,
    present: presentTo(session, channel),
    carets: caretsOf(desk, session),
  };
}

/** The text may hold from now on what older editors would delete: they let go of it. */
async function raise(document: string, schema: number): Promise<void> {
  await raiseSchema(document, schema);
  publish("document:schema", { document, schema });
}

/** The id to go on with where it is this person's own, otherwise a fresh one. */
async function clientFor(viewer: Viewer, document: string, asked: number | null): Promise<number> {
  if (asked !== null && (await areOwn(viewer, document, [asked]))) return asked;
  return await freshClient(viewer, document);
}

function caretsOf({ readers }: Desk, except: LiveSession): Answers["document:open"]["carets"] {
  return [...readers.values()].flatMap(({ session, caret }) =>
    caret && session !== except ? [{ who: session.who, caret }] : [],
  );
}

async function takeUpdate(
  session: LiveSession,
  { document, update, caret }: ClientPayload<"document:update">,
): Promise<Answers["document:update"]> {
  const { desk, reader } = seatOf(session, document);
  const seq = await desk.door.receive(reader, update, caret);
  // Here it travels with the words; other processes hear only that there are new ones.
  if (caret) publishElsewhere("document:caret", { document, who: session.who, caret });
  desk.digester.changed(session.viewer.personId);
  return { seq };
}

async function moveCaret(
  session: LiveSession,
  { document, caret }: ClientPayload<"document:caret">,
): Promise<Answers["document:caret"]> {
  const { reader } = seatOf(session, document);
  if (reader.access !== "write") throw new Refused("read-only");
  reader.caret = caret;
  tellCaret(session, document, caret);
  return {};
}

function tellCaret(session: LiveSession, document: string, caret: Caret | null): void {
  const { who } = session;
  tellChannel(channelOf(document), "document:caret", { document, who, caret }, session);
  publishElsewhere("document:caret", { document, who, caret });
}

function seatOf(session: LiveSession, document: string): { desk: Desk; reader: Reader } {
  const desk = findDesk(document);
  const reader = desk?.readers.get(session);
  if (!desk || !reader) throw new Refused("not-open");
  return { desk, reader };
}

function close(session: LiveSession, document: string): object {
  const desk = findDesk(document);
  if (!desk?.readers.has(session)) return {};
  session.leave(channelOf(document));
  leave(channelOf(document), session);
  getUp(document, desk, session);
  tellChannel(channelOf(document), "document:caret", { document, who: session.who, caret: null }, session);
  return {};
}

/** A text is closed to some of its readers here: they are told, and get up. */
function end(document: string, reason: Refusal, concerns: (reader: Reader) => boolean): void {
  for (const [session, reader] of findDesk(document)?.readers ?? []) {
    if (!concerns(reader)) continue;
    session.tell("document:ended", { document, reason });
    close(session, document);
  }
}

/** Compares every open text with the database: notifications may have been missed, or it may have moved elsewhere. */
async function catchUpDesks(): Promise<void> {
  if (openDesks().size === 0) return;
  const asked = [...openDesks().keys()];
  const standings = await readStandings(asked);
  for (const document of asked) {
    const desk = findDesk(document);
    const standing = standings.get(document);
    if (!standing) end(document, "not-found", () => true);
    else end(document, "read-only", (reader) => hasChanged(reader, standing));
    if (desk && standing && standing.seq > desk.text.seq) await desk.door.catchUp();
  }
}

/** A newer editor has written in it, or it stands in another space than where this reader opened it. */
const hasChanged = ({ schema, spaceId }: Reader, standing: Standing): boolean =>
  schema < standing.schemaVersion || spaceId !== standing.spaceId;
