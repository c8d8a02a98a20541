import { setTimeout as delay } from "node:timers/promises";
import * as Y from "yjs";
import { type Line, step } from "../figures";
import { type Peer, paragraphs } from "./peer";

const keystrokes = 100;
const texts = 50;

interface Bytes {
  up: number;
  down: number;
}

const maxBytes = 60;

/** Bytes over the wire, per keystroke without and with caret. */
export async function trafficLines([ours, theirs]: readonly [Peer, Peer]): Promise<Line[]> {
  step("bytes on the wire");
  const plain = { ours: await bytesOf(ours, 10, false), theirs: await bytesOf(theirs, 10, false) };
  const of = { ours: await bytesOf(ours, 10), theirs: await bytesOf(theirs, 10) };
  const [few, many] = [await bytesOf(ours, 2), await bytesOf(ours, 50)];
  const perPerson = (many.up - few.up) / 48;
  return [
    {
      what: "bytes of a keystroke without caret, to each reader and up",
      figure: `${Math.round(plain.ours.down)}, ${Math.round(plain.ours.up)}`,
      limit: `${maxBytes}, ${maxBytes} (Hocuspocus ${Math.round(plain.theirs.down)}, ${Math.round(plain.theirs.up)})`,
      kept: Math.max(plain.ours.down, plain.ours.up) <= maxBytes,
    },
    {
      what: "bytes to each reader per keystroke, caret included",
      figure: `${Math.round(of.ours.down)}`,
      limit: `${Math.round(of.theirs.down)} (Hocuspocus)`,
      kept: of.ours.down < of.theirs.down,
    },
    {
      what: "bytes up per keystroke, all people together, with 2, 10 and 50 readers",
      figure: `${Math.round(few.up)}, ${Math.round(of.ours.up)}, ${Math.round(many.up)}`,
      limit: `independent of the number of people (Hocuspocus with 10: ${Math.round(of.theirs.up)})`,
      kept: perPerson < 1,
    },
  ];
}

async function bytesOf(peer: Peer, readers: number, carets = true): Promise<Bytes> {
  const session = await peer.session({ readers, carets });
  await typeSome(() => session.type(), 3);
  await delay(1_500); // who is present is told a little later
  const before = session.traffic();
  await typeSome(() => session.type(), keystrokes);
  await delay(300);
  const after = session.traffic();
  await session.close();
  return { up: (after.up - before.up) / keystrokes, down: (after.down - before.down) / keystrokes / readers };
}

async function typeSome(type: () => void, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    type();
    await delay(30);
  }
}

/** What one open text costs the server in memory. */
export async function memoryLine([ours, theirs]: readonly [Peer, Peer]): Promise<Line> {
  step(`memory of ${texts} open texts`);
  const of = { ours: await memoryPerText(ours), theirs: await memoryPerText(theirs) };
  const kB = (bytes: number) => `${Math.round(bytes / 1024)} kB`;
  return {
    what: "memory per open text of twenty pages with one reader",
    figure: kB(of.ours),
    limit: `${kB(of.theirs)} (Hocuspocus)`,
    kept: of.ours <= of.theirs,
  };
}

async function memoryPerText(peer: Peer): Promise<number> {
  const closeFirst = await peer.openTexts(5, twentyPages); // what is made once is there before the count,
  await delay(3_000); // what follows a first change too
  const before = await peer.memory();
  const close = await peer.openTexts(texts, twentyPages);
  await delay(3_000); // what follows a change is done
  const after = await peer.memory();
  await close();
  await closeFirst();
  return (after - before) / texts;
}

function twentyPages(doc: Y.Doc): void {
  const fragment = doc.getXmlFragment(paragraphs);
  for (let index = 0; index < 100; index++) {
    const paragraph = new Y.XmlElement("paragraph");
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    fragment.push([paragraph]);
    text.insert(0, "Les personnes refoulées à la frontière d’Assamaka attendent un transport. ".repeat(8));
    text.format(4, 9, { bold: {} });
  }
}
