import { beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { db } from "../../app/db/database.server";
import { docWithoutGc } from "../../app/documents/sync/doc-without-gc";
import { readLog } from "../../app/documents/sync/log.server";
import { LiveText } from "../support/live-client";
import { useLivePortal } from "../support/live-portal";
import { Random } from "../support/random";
import { makeText, personOf } from "../support/texts";
import { bytesOf, paragraphsOf, Typist } from "../support/typist";
import { limit, progress, size, times } from "./size";

const seeds = times(1_000, 3);
const operations = size(500, 60);
const clients = 5;
/** Evenings side by side: each waits most of the time for the limit of messages a second. */
const atOnce = 24;
/** Of a hundred acknowledgements so many get lost. */
const lost = 30;

const live = useLivePortal();
let people: string[];

beforeAll(async () => {
  people = await Promise.all(
    ["jmed.point-focal", "jmed.suivi", "agadez.plaidoyer", "agadez.terrain", "tahoua"].map(personOf),
  );
});

/** One evening of five people in one text, over lines that break. */
async function evening(seed: number): Promise<void> {
  const random = new Random(seed);
  const text = await makeText();
  const connections = await Promise.all(people.map((person) => live().connect(person)));
  const texts = connections.map((connection) => new LiveText(connection, text));
  for (const opened of texts) {
    opened.loses = () => random.chance(lost);
    await opened.open();
  }
  const typists = texts.map((opened, index) => new Typist(opened, String.fromCharCode(97 + index), random));
  for (const typist of typists) typist.type();
  for (let operation = 0; operation < operations; operation++) {
    for (const [index, typist] of typists.entries()) if (texts[index]?.isOpen) typist.act();
    if (random.chance(1)) texts[random.below(clients)]?.restart();
    if (random.chance(3)) connections[random.below(clients)]?.cut();
    // No session has it open: the portal unloads it, as after a restart.
    if (random.chance(0.4)) for (const connection of connections) connection.cut();
    if (random.chance(30)) await new Promise((resolve) => setImmediate(resolve));
  }
  for (const opened of texts) opened.loses = () => false;
  await vi.waitFor(() => expect(texts.map(({ pending }) => pending)).toEqual(Array(clients).fill(0)), {
    timeout: 60_000,
  });
  // Not only the clocks, which say nothing of deletions.
  await vi.waitFor(() => expect(new Set(texts.map(({ doc }) => bytesOf(doc))).size).toBe(1), {
    timeout: 30_000,
    interval: 100,
  });
  await expectWhole(text, texts, typists);
  for (const connection of connections) connection.close();
  await db.document.delete({ where: { id: text } });
}

/** Every replica is the same bytes, the log too, and every word that had to stay stands there once. */
async function expectWhole(text: string, texts: LiveText[], typists: Typist[]): Promise<void> {
  const [first] = texts.map(({ doc }) => bytesOf(doc));
  const logged = docWithoutGc();
  const { snapshot, updates } = await readLog(text);
  for (const part of [snapshot, ...updates]) if (part) Y.applyUpdate(logged, part.bytes);
  expect(bytesOf(logged)).toBe(first);
  const paragraphs = paragraphsOf(logged).slice(1).sort();
  expect(paragraphs).toEqual(typists.map(({ expected }) => expected).sort());
  expect(texts.flatMap(({ refusals }) => refusals)).toEqual([]);
}

describe("five people converge over lines that break", () => {
  test(
    `${seeds} seeds × ${operations} operations × ${clients} clients, ${lost} % of acknowledgements lost: byte-equal, 0 lost, 0 twice`,
    async () => {
      for (let seed = 1; seed <= seeds; seed += atOnce) {
        const some = Array.from({ length: Math.min(atOnce, seeds - seed + 1) }, (_, index) => seed + index);
        await Promise.all(some.map(evening));
        progress(`convergence: ${seed + some.length - 1} of ${seeds} seeds`);
      }
    },
    limit,
  );
});
