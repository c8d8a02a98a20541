import { fromBase64, toBase64 } from "lib0/buffer";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import type { ServerEvents } from "../../realtime/events";
import { type LiveSession, provideBroadcast } from "../../realtime/live.server";
import { UpdateFrames, type WrittenUpdate } from "./update-frames.server";

const id = "01a1f0a4-7c19-7d35-b0c0-5d4ea9d9f1c2";
const at = (letter: string) => ({ anchor: letter, head: letter });

interface Sent {
  event: string;
  payload: unknown;
  except: string[];
}
let sent: Sent[] = [];
let own: { who: string; payload: ServerEvents["u"] }[] = [];

beforeEach(() => {
  sent = [];
  own = [];
  provideBroadcast((_channel, event, payload, except) =>
    sent.push({ event, payload, except: [except ?? []].flat().map(({ who }) => who) }),
  );
});
afterEach(() => provideBroadcast(() => undefined));

const author = (who: string) =>
  ({
    who,
    emit: (_event: string, payload: ServerEvents["u"]) => own.push({ who, payload }),
  }) as unknown as LiveSession;

/** Updates of several letters, each typed by the author of the same place. */
function typed(authors: readonly LiveSession[], letters: string): WrittenUpdate[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (const letter of letters) doc.getText("default").insert(doc.getText("default").length, letter);
  return updates.map((update, index) => ({
    seq: index + 1,
    session: authors[index % authors.length] as LiveSession,
    update,
    encoded: toBase64(update),
    caret: undefined,
  }));
}

function textOf(updates: readonly string[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, fromBase64(update));
  return doc.getText("default").toString();
}

const framesOf = (event: string) => sent.filter((one) => one.event === event);

test("the updates of one commit are one message to each reader, with the last caret of each author", () => {
  const [one, other] = [author("one"), author("other")];
  const written = typed([one, other], "abc");
  const carets = [at("A"), at("B"), at("C")];
  const frames = new UpdateFrames(id, 7, new Map([one, other].map((each) => [each, { short: true }])));
  frames.sendWritten(written.map((each, index) => ({ ...each, caret: carets[index] })));
  expect(framesOf("u")).toHaveLength(1);
  const [{ payload, except }] = framesOf("u") as [Sent];
  const [number, seq, update, ...caretsSent] = payload as ServerEvents["u"];
  expect([number, seq, textOf([update])]).toEqual([7, 3, "abc"]);
  expect(caretsSent).toEqual(["one", at("C"), ["other", at("B")]]);
  expect(except).toEqual(["one", "other"]);
  // The authors do not see their own caret.
  const seenBy = own.map(({ who, payload: [, , , ...carets] }) => [who, carets]);
  expect(seenBy).toEqual([
    ["one", ["other", at("B")]],
    ["other", ["one", at("C")]],
  ]);
});

test("a single update is sent as it was received, and not to its author", () => {
  const one = author("one");
  const [update] = typed([one], "a") as [WrittenUpdate];
  new UpdateFrames(id, 7, new Map([[one, { short: true }]])).sendWritten([update]);
  expect(framesOf("u")).toEqual([{ event: "u", payload: [7, 1, update.encoded, "one"], except: ["one"] }]);
  expect(own).toEqual([]);
});

test("a large update is sent alone, in its order", () => {
  const authors = [author("one"), author("other")];
  const written = typed(authors, "ab");
  const large = { ...(written[0] as WrittenUpdate), update: new Uint8Array(2_000), encoded: "large" };
  new UpdateFrames(id, 7, new Map()).sendWritten([written[0], large, written[1]] as WrittenUpdate[]);
  const encoded = framesOf("u").map(({ payload }) => (payload as ServerEvents["u"])[2]);
  expect(encoded).toEqual([written[0]?.encoded, "large", written[1]?.encoded]);
});

test("pages of the long form receive each update by itself", () => {
  const authors = [author("one"), author("other")];
  const written = typed(authors, "abc");
  new UpdateFrames(id, 7, new Map(authors.map((each) => [each, { short: false }]))).sendWritten(written);
  const long = framesOf("document:update");
  expect(long.map(({ except }) => except)).toEqual([["one"], ["other"], ["one"]]);
  expect(textOf(long.map(({ payload }) => (payload as ServerEvents["document:update"]).update))).toBe("abc");
  expect(own).toEqual([]);
});
