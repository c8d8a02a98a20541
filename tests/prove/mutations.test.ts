import { beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { docWithoutGc } from "../../app/documents/sync/doc-without-gc";
import { inspectUpdate } from "../../app/documents/sync/inspect";
import { LiveText, toBase64 } from "../support/live-client";
import { useLivePortal } from "../support/live-portal";
import { Random } from "../support/random";
import { makeText, personOf } from "../support/texts";
import { limit, progress, size, times } from "./size";

const mutations = times(100_000, 2_000);
const overSockets = size(5_000, 200);
/** Nothing that arrives may hold up everybody else for longer. */
const longestStallMs = 200;

const live = useLivePortal();
let author: string;

beforeAll(async () => {
  author = await personOf("jmed.point-focal");
});

/** What editors send: typing, paragraphs, formats, deletions, a paste. */
function realUpdates(): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const fragment = doc.getXmlFragment("default");
  for (let index = 0; index < 12; index++) {
    const paragraph = new Y.XmlElement(index % 4 === 0 ? "heading" : "paragraph");
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    fragment.push([paragraph]);
    text.insert(0, "Les personnes refoulées à la frontière ".repeat(index + 1));
    text.format(2, 8, { bold: {} });
    text.format(1, 5, { link: { href: "https://exemple.org/une/page" } });
    text.delete(4, 6);
    if (index % 4 === 0) paragraph.setAttribute("level", 2 as never);
  }
  updates.push(Y.encodeStateAsUpdate(doc));
  return updates;
}

/** The same bytes, no longer what they were. */
function mutate(update: Uint8Array, random: Random): Uint8Array {
  let bytes = [...update];
  for (let change = 0; change <= random.below(4); change++) {
    const at = random.below(bytes.length + 1);
    const kind = random.below(6);
    if (kind === 0) bytes[at] = random.below(256);
    else if (kind === 1) bytes = bytes.slice(0, at);
    else if (kind === 2) bytes.splice(at, 0, ...Array.from({ length: 1 + random.below(9) }, () => 255));
    else if (kind === 3) bytes.splice(at, 1 + random.below(6));
    else if (kind === 4) bytes.splice(at, 0, ...bytes.slice(at, at + random.below(40)));
    else bytes[random.below(4)] = 128 + random.below(128);
  }
  return Uint8Array.from(bytes);
}

/** Processor time of a call, independent of the load of the machine. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** As the door does: what Yjs cannot take in after all is refused. */
function tryIn(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
  }
}

describe("mutated updates", () => {
  test(
    `${mutations} of them: none throws where it is inspected, and none that passes is slow to take in or to refuse`,
    () => {
      const random = new Random(20261123);
      const originals = realUpdates();
      let slowest = 0;
      let passed = 0;
      for (let count = 1; count <= mutations; count++) {
        const update = mutate(originals[random.below(originals.length)] ?? new Uint8Array(), random);
        let passes = false;
        slowest = Math.max(
          slowest,
          cpuMs(() => (passes = inspectUpdate(update).ok)),
        );
        if (passes) {
          passed += 1;
          slowest = Math.max(
            slowest,
            cpuMs(() => tryIn(docWithoutGc(), update)),
          );
        }
        if (count % 10_000 === 0)
          progress(`mutations: ${count} of ${mutations}, ${passed} passed, slowest ${slowest} ms`);
      }
      // Some do pass: a letter changed is still an update.
      expect(passed).toBeGreaterThan(0);
      expect(slowest).toBeLessThan(longestStallMs);
    },
    limit,
  );

  test(
    `${overSockets} of them over real sockets: each is answered, the portal lives, the text can still be read`,
    async () => {
      const random = new Random(7);
      const originals = realUpdates();
      const id = await makeText();
      const writers = await Promise.all(Array.from({ length: 10 }, () => live().connect(author)));
      for (const writer of writers) await new LiveText(writer, id).open();
      for (let count = 0; count < overSockets; count += writers.length) {
        const answers = await Promise.all(
          writers.map((writer) => {
            const update = mutate(originals[random.below(originals.length)] ?? new Uint8Array(), random);
            return writer.ask("document:update", { document: id, update: toBase64(update) });
          }),
        );
        for (const { ok, reason } of answers) expect(ok || typeof reason === "string").toBe(true);
      }
      const reader = new LiveText(await live().connect(author), id);
      await reader.open();
      expect(reader.text).toContain("<paragraph>");
    },
    limit,
  );
});
