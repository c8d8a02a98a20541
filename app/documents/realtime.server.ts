import type { Viewer } from "../http/viewer";
import { hear, publishElsewhere } from "../realtime/bus.server";
import type { Answers, Caret, ClientPayload } from "../realtime/events";
import { type LiveSession, Refused, registerLiveRoom, tellChannel } from "../realtime/live.server";
import { enter, leave, presentIn, watchPresence } from "../realtime/presence.server";
import { areOwn, freshClient } from "./clients.server";
import { findText } from "./documents.server";
import { channelOf, type Reader } from "./door.server";
import { catchUpDesks, type Desk, desksOf, findDesk, getUp, sitDown } from "./open-texts.server";
import { schemaVersion } from "./vocabulary";

/** Registers what this room answers and hears; called once at start. */
export function registerDocumentsLive(): void {
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
  });
  hear("document:changed", ({ document }) => void findDesk(document)?.door.catchUp());
  hear("document:caret", (moved) => tellChannel(channelOf(moved.document), "document:caret", moved));
  watchPresence((channel) => {
    const document = /^document:(.+)$/.exec(channel)?.[1];
    if (document) tellChannel(channel, "document:present", { document, present: presentIn(channel) });
  });
}

/** Opens a text for a connection: found through the viewer, caught up from the log, then told what it lacks. */
async function openDocument(
  session: LiveSession,
  { document, schema, client, vector }: ClientPayload<"document:open">,
): Promise<Answers["document:open"]> {
  const { viewer } = session;
  const found = await findText(viewer, document);
  const older = schema < found.schemaVersion || schema > schemaVersion;
  const access = found.access === "write" && !older ? "write" : "read";
  const ownClient = access === "write" ? await clientFor(viewer, document, client) : null;
  const reader: Reader = {
    ...{ session, access, organisationId: found.organisationId, caret: null },
    own: new Set(ownClient === null ? [] : [ownClient]),
  };
  const desk = await sitDown(document, reader);
  await desk.door.catchUp();
  session.join(channelOf(document));
  enter(channelOf(document), session, found.organisationName);
  return {
    access,
    ...(access === "read" && { readOnlyBecause: older ? ("older-editor" as const) : ("rights" as const) }),
    client: ownClient,
    seq: desk.text.seq,
    update: lackingAt(desk, vector),
    vector: desk.text.stateVector(),
    present: presentIn(channelOf(document)),
    carets: caretsOf(desk, session),
  };
}

/** The id to go on with where it is this person's own, otherwise a fresh one. */
async function clientFor(viewer: Viewer, document: string, asked: number | null): Promise<number> {
  if (asked !== null && (await areOwn(viewer, document, [asked]))) return asked;
  return await freshClient(viewer, document);
}

/** @throws Refused when the vector is none. */
function lackingAt({ text }: Desk, vector: Uint8Array): Uint8Array {
  try {
    return text.lackingAt(vector);
  } catch {
    throw new Refused("not-decodable");
  }
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
  desk.digester.changed();
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
