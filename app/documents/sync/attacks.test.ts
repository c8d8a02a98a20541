import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { type At, type CraftedItem, craftUpdate } from "../../../tests/support/crafted-updates";
import { LiveText, toBase64 } from "../../../tests/support/live-client";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { until } from "../../../tests/support/until";
import { findDocumentSession } from "./document-sessions.server";
import { readLog } from "./log.server";

/**
 * Updates that decode in no time, and take Yjs minutes to integrate, or the browser that opens the document after. The
 * process answers everybody else meanwhile, and the document stays what it was: to be opened, read and written in.
 */

const live = useLivePortal();
let author: string;
let colleague: string;

beforeAll(async () => {
  author = await personOf("jmed.point-focal");
  colleague = await personOf("agadez.plaidoyer");
});

/** On a busy machine; on a quiet one it is a tenth. What is not bounded takes tens of seconds. */
const maxStallMs = 1_500;
/** An update to another document is acknowledged within this, a busy machine included. */
const maxWaitMs = 3_000;
const maxOpeningMs = 5_000;

/** Somebody who may write in a document, and writes in it what no editor would. */
class Attacker {
  /** What of theirs was taken in. */
  clock = 0;
  /** The same of the other. */
  foe = 0;

  private constructor(
    readonly client: number,
    readonly send: (update: Uint8Array) => Promise<string>,
    readonly close: () => void,
  ) {}

  static async in(id: string): Promise<Attacker> {
    const connection = await live().connect(author);
    const answer = await connection.ask("document:open", {
      document: id,
      schema: 1,
      client: null,
      vector: new Uint8Array([0]),
    });
    const send = async (update: Uint8Array) => {
      const payload = { document: id, update: toBase64(update) };
      const { ok, reason } = await connection.socket.timeout(60_000).emitWithAck("document:update", payload);
      return ok ? "ok" : reason;
    };
    return new Attacker(Number(answer.client), send, () => connection.close());
  }
}

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Does it, and measures how long nobody else was answered. */
async function stallOf(work: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 5 });
  histogram.enable();
  await work();
  histogram.disable();
  return histogram.max / 1e6;
}

async function expectUsable(id: string): Promise<void> {
  const began = performance.now();
  const connection = await live().connect(colleague);
  const text = new LiveText(connection, id);
  await text.open();
  expect(performance.now() - began).toBeLessThan(maxOpeningMs);
  text.type(0, "Encore là. ");
  await until(() => expect(text.pending).toBe(0));
  expect(text.refusals).toEqual([]);
  await connection.ask("document:close", { document: id });
}

/** What the browser of whoever opens the document next has to do. */
async function loadMs(id: string): Promise<number> {
  const { snapshot, updates } = await readLog(id);
  const logged = new Y.Doc();
  for (const part of [snapshot, ...updates]) if (part) Y.applyUpdate(logged, part.bytes);
  const state = Y.encodeStateAsUpdate(logged);
  const before = process.cpuUsage();
  Y.applyUpdate(new Y.Doc(), state);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** So many clocks the ground takes. */
const laid = 4;

/** Where attackers build: a paragraph with a word, and a heading. */
interface Ground {
  text: At;
  word: At;
  heading: At;
}

async function lay(attacker: Attacker): Promise<Ground> {
  const { client } = attacker;
  const update = craftUpdate(client, 0, [
    { parent: "default", content: { element: "paragraph" } },
    { parent: [client, 0], content: { xmlText: true } },
    { parent: [client, 1], content: { text: "x" } },
    { left: [client, 0], content: { element: "heading" } },
  ]);
  expect(await attacker.send(update)).toBe("ok");
  attacker.clock = laid;
  return { text: [client, 1], word: [client, 2], heading: [client, 3] };
}

type Make = (attacker: Attacker, ground: Ground, index: number) => CraftedItem;

/** An item after that of the same client, so that none is merged with another. */
const chained: Make = ({ client, clock }, { word }, index) => ({
  left: clock + index === (client === word[0] ? laid : 0) ? word : [client, clock + index - 1],
  content: index % 2 ? { text: "a" } : { format: "bold" },
});

/** What two attackers send, by turns; each goes on with half as many items where it is refused. */
const attacks: [string, Make, Make][] = [
  ["items on one origin", (_, { word }) => ({ left: word, content: { text: "a" } }), itself],
  ["items at the beginning of a node", (_, { text }) => ({ parent: text, content: { text: "a" } }), itself],
  ["items before one right neighbour", (_, { word }) => ({ right: word, content: { text: "a" } }), itself],
  [
    "chains of right neighbours, each item put before the one before",
    ({ client, clock }, { word }, index) => ({
      right: clock + index < 5 ? word : [client, clock + index - 1],
      content: { text: "a" },
    }),
    itself,
  ],
  [
    "left neighbours one after the other, each item skipping over the rest of a long text",
    chained,
    ({ clock, foe }, { word }, index) => ({
      left: foe > laid ? [word[0], laid + ((clock + index) % (foe - laid))] : word,
      content: { text: "b" },
    }),
  ],
  [
    "right neighbours one after the other, each item skipping over what is before",
    chained,
    ({ clock, foe }, { word }, index) => ({
      right: foe > laid ? [word[0], laid + ((clock + index) % (foe - laid))] : word,
      content: { text: "b" },
    }),
  ],
  [
    "one attribute set again and again as if for the first time",
    (_, { heading }) => ({ parent: heading, key: "level", content: { value: 2 } }),
    itself,
  ],
  [
    "items in everybody's way, only when a browser loads the whole",
    (_, { text }) => ({ parent: text, content: { text: "a" } }),
    chained,
  ],
  ["the same the other way round", chained, (_, { text }) => ({ parent: text, content: { text: "a" } })],
  [
    "nodes within nodes",
    ({ client, clock }, { heading }, index) => ({
      parent: clock + index < 5 ? heading : [client, clock + index - 1],
      content: { element: "blockquote" },
    }),
    itself,
  ],
];

function itself(): never {
  throw new Error("Stands for the same as the first.");
}

/** Sends as many items as are taken, until hardly any are, or for so many messages. @returns what was refused */
async function attackWith(pair: [Attacker, Make][], ground: Ground): Promise<[Attacker, Uint8Array][]> {
  const refused: [Attacker, Uint8Array][] = [];
  let counts = pair.map(() => 4_000);
  for (let round = 0; round < 8 && counts.some((count) => count > 100); round++) {
    for (const [index, [attacker, make]] of pair.entries()) {
      attacker.foe = pair[1 - index]?.[0].clock ?? 0;
      const count = counts[index] ?? 0;
      const items = times(count, (each) => make(attacker, ground, each));
      const update = craftUpdate(attacker.client, attacker.clock, items);
      const answer = await attacker.send(update);
      if (answer === "ok") attacker.clock += count;
      else if (answer !== "too-fast") {
        refused.push([attacker, update]);
        counts = counts.with(index, Math.floor(count / 2));
      }
    }
  }
  return refused;
}

/** While this goes on, somebody writes elsewhere, and is answered. @returns how long they waited at most */
async function withBystander(work: () => Promise<unknown>): Promise<{ stall: number; waited: number }> {
  const bystander = new LiveText(await live().connect(colleague), await makeText());
  await bystander.open();
  let done = false;
  let waited = 0;
  const write = async () => {
    while (!done) {
      const began = performance.now();
      bystander.type(0, "x");
      await vi.waitFor(() => expect(bystander.pending).toBe(0), { timeout: 30_000, interval: 5 });
      waited = Math.max(waited, performance.now() - began);
      await delay(50);
    }
  };
  const writing = write();
  const stall = await stallOf(work);
  done = true;
  await writing;
  return { stall, waited };
}

describe("updates that were made to block", () => {
  test.each(attacks)(
    "%s: others are answered, and the document can be opened and written in",
    async (_title, make, other) => {
      const id = await makeText();
      const [one, two] = [await Attacker.in(id), await Attacker.in(id)];
      const ground = await lay(one);
      const pair: [Attacker, Make][] = [
        [one, make],
        [two, other === itself ? make : other],
      ];
      let refused: [Attacker, Uint8Array][] = [];
      const { stall, waited } = await withBystander(async () => {
        refused = await attackWith(pair, ground);
      });
      expect(stall).toBeLessThan(maxStallMs);
      expect(waited).toBeLessThan(maxWaitMs);
      await expectUsable(id);
      expect(await loadMs(id)).toBeLessThan(maxOpeningMs);
      // What was refused is refused for good, where the budget of its sender lets it come so far.
      for (const [attacker, update] of refused.slice(0, 2))
        expect(await attacker.send(update)).not.toBe("ok");
      // Nobody has it open: it is read from its log again.
      one.close();
      two.close();
      await until(() => expect(findDocumentSession(id)).toBeUndefined());
      await expectUsable(id);
    },
    120_000,
  );

  const deletions: [string, [number, number][][]][] = [
    [
      "every second letter, one range for each",
      times(6, (part) => times(9_000, (index): [number, number] => [2 + part * 18_000 + index * 2, 1])),
    ],
    ["ranges over each other", [times(9_000, (index): [number, number] => [2 + index, 100_000])]],
    ["more ranges than an update may have", [times(40_000, (index): [number, number] => [2 + index * 2, 1])]],
  ];
  test.each(deletions)("deletions of %s: likewise", async (_title, updates) => {
    const id = await makeText();
    const one = await Attacker.in(id);
    expect(await one.send(paragraphOf(one.client, "x".repeat(120_000)))).toBe("ok");
    const answers: string[] = [];
    const { stall, waited } = await withBystander(async () => {
      for (const ranges of updates) {
        answers.push(await one.send(craftUpdate(one.client, 0, [], [[one.client, ranges]])));
      }
    });
    expect(stall).toBeLessThan(maxStallMs);
    expect(waited).toBeLessThan(maxWaitMs);
    one.close();
    await until(() => expect(findDocumentSession(id)).toBeUndefined());
    await expectUsable(id);
  });
});

test("two updates of 108 kB that put 12,000 items each on one origin are refused before they are tried", async () => {
  const id = await makeText();
  const [one, two] = [await Attacker.in(id), await Attacker.in(id)];
  const ground = await lay(one);
  for (const attacker of [one, two]) {
    const items = times(12_000, (): CraftedItem => ({ left: ground.word, content: { text: "a" } }));
    const update = craftUpdate(attacker.client, attacker.clock, items);
    expect(update.byteLength).toBeGreaterThan(100_000);
    expect(await attacker.send(update)).toBe("not-decodable");
    expect(await attacker.send(update)).toBe("not-decodable");
  }
  await expectUsable(id);
});

const paragraphOf = (client: number, words: string) =>
  craftUpdate(client, 0, [
    { parent: "default", content: { element: "paragraph" } },
    { parent: [client, 0], content: { xmlText: true } },
    { parent: [client, 1], content: { text: words } },
  ]);

describe("what stands where the vocabulary does not have it", () => {
  const misplaced: [string, (ground: Ground) => CraftedItem][] = [
    ["words in a paragraph itself", () => ({ parent: [0, 0], content: { text: "a" } })],
    ["a node among words", ({ word }) => ({ left: word, content: { element: "paragraph" } })],
    ["a node as the value of an attribute", () => ({ left: [0, 4], content: { element: "paragraph" } })],
    ["an attribute of another kind of node", () => ({ parent: [0, 0], key: "start", content: { value: 1 } })],
    ["words at the root", () => ({ parent: "default", content: { text: "a" } })],
  ];
  test.each(misplaced)("%s is refused", async (_title, make) => {
    const id = await makeText();
    const one = await Attacker.in(id);
    const ground = await lay(one);
    const level: CraftedItem = { parent: ground.heading, key: "level", content: { value: 2 } };
    expect(await one.send(craftUpdate(one.client, 4, [level]))).toBe("ok");
    const own = (at: At | string | undefined) => (Array.isArray(at) ? ([one.client, at[1]] as const) : at);
    const item = make(ground);
    const update = craftUpdate(one.client, 5, [
      { ...item, parent: own(item.parent), left: own(item.left) as At | undefined },
    ]);
    expect(await one.send(update)).toBe("not-decodable");
    await expectUsable(id);
  });
});

describe("what people write who were away passes", () => {
  test("two who put hundreds of paragraphs on top of the same document, each without the other's", async () => {
    const id = await makeText();
    const [one, other] = [await live().connect(author), await live().connect(colleague)];
    const texts = [new LiveText(one, id), new LiveText(other, id)];
    for (const text of texts) await text.open();
    const written = texts.map(({ doc }, index) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      copy.clientID = doc.clientID;
      const before = Y.encodeStateVector(copy);
      for (let count = 0; count < 400; count++) putOnTop(copy, `${index}-${count}`);
      return Y.encodeStateAsUpdate(copy, before);
    });
    for (const [index, text] of texts.entries()) Y.applyUpdate(text.doc, written[index] ?? new Uint8Array());
    await until(() => expect(texts.map(({ pending }) => pending)).toEqual([0, 0]));
    expect(texts.flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  function putOnTop(doc: Y.Doc, words: string): void {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment("default").insert(0, [paragraph]);
  }
});
