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
 * Updates that decode quickly but take Yjs minutes to integrate, on the server or in the next browser that opens the
 * document. The process must keep answering others, and the document must still open and accept updates.
 */

const live = useLivePortal();
let author: string;
let colleague: string;

beforeAll(async () => {
  author = await personOf("jmed.point-focal");
  colleague = await personOf("agadez.plaidoyer");
});

/** For a busy machine; a quiet one needs a tenth. Unbounded work takes tens of seconds. */
const maxStallMs = 1_500;
/** Maximum time until an update to another document is acknowledged, also on a busy machine. */
const maxWaitMs = 3_000;
const maxOpeningMs = 15_000;

/** A writer with the right to write who sends updates that no editor would make. */
class Attacker {
  /** The clock after this attacker's accepted items. */
  clock = 0;
  /** The same for the other attacker. */
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

/** Runs the work and returns the longest stall of the event loop, in ms. */
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

/** CPU time that a browser needs to load the document, in ms. */
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

/** Number of clocks that the ground uses. */
const laid = 4;

/** The structure the attacks build on: a paragraph with a word, and a heading. */
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

/** An item after the previous item of the same client; alternating kinds keep Yjs from merging them. */
const chained: Make = ({ client, clock }, { word }, index) => ({
  left: clock + index === (client === word[0] ? laid : 0) ? word : [client, clock + index - 1],
  content: index % 2 ? { text: "a" } : { format: "bold" },
});

/** What two attackers send in turns. After a refusal an attacker halves its number of items. */
const attacks: [string, Make, Make][] = [
  ["items on one origin", (_, { word }) => ({ left: word, content: { text: "a" } }), itself],
  ["items at the beginning of a node", (_, { text }) => ({ parent: text, content: { text: "a" } }), itself],
  ["items before one right neighbour", (_, { word }) => ({ right: word, content: { text: "a" } }), itself],
  [
    "chains of right neighbours, each item inserted before the previous one",
    ({ client, clock }, { word }, index) => ({
      right: clock + index < 5 ? word : [client, clock + index - 1],
      content: { text: "a" },
    }),
    itself,
  ],
  [
    "successive left neighbours, each item skipping over the rest of a long document",
    chained,
    ({ clock, foe }, { word }, index) => ({
      left: foe > laid ? [word[0], laid + ((clock + index) % (foe - laid))] : word,
      content: { text: "b" },
    }),
  ],
  [
    "successive right neighbours, each item skipping over the items before",
    chained,
    ({ clock, foe }, { word }, index) => ({
      right: foe > laid ? [word[0], laid + ((clock + index) % (foe - laid))] : word,
      content: { text: "b" },
    }),
  ],
  [
    "one attribute set repeatedly as if for the first time",
    (_, { heading }) => ({ parent: heading, key: "level", content: { value: 2 } }),
    itself,
  ],
  [
    "items that conflict only when a browser loads the whole document",
    (_, { text }) => ({ parent: text, content: { text: "a" } }),
    chained,
  ],
  ["the same with exchanged attackers", chained, (_, { text }) => ({ parent: text, content: { text: "a" } })],
  [
    "nested nodes",
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

/** Sends items until almost none are accepted, or for 8 rounds. @returns the refused updates */
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

/** Runs the work while another person writes in another document. @returns the longest stall and the longest wait */
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

describe("updates made to block the server", () => {
  test.each(attacks)(
    "%s: others get answers, and the document still opens and accepts updates",
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
      // A refused update stays refused, as far as the sender's work budget lets it be tried again.
      for (const [attacker, update] of refused.slice(0, 2))
        expect(await attacker.send(update)).not.toBe("ok");
      // After the last reader has left, the document is loaded from its log again.
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
  test.each(deletions)("deletions of %s: others get answers, it still opens", async (_title, updates) => {
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

test("two updates of 108 kB with 12,000 items each on one origin are refused before they are tried", async () => {
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

describe("content in a place the vocabulary does not allow", () => {
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

describe("updates written offline are accepted", () => {
  test("two people insert 400 paragraphs each at the top of one document, without seeing each other's", async () => {
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
