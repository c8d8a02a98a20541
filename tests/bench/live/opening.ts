import { setTimeout as delay } from "node:timers/promises";
import * as Y from "yjs";
import { insertBlankText } from "../../support/blank-text";
import { Random } from "../../support/random";
import { Figures, type Line, ms, step } from "../figures";
import { paragraphs } from "./peer";
import { type Entrance, open } from "./portal-peer";

const keystrokes = 100_000;
/** So many letters are typed at one place, then the caret goes elsewhere. */
const run = 20;
const openings = 15;
const limitMs = 50;

/** A long text, typed letter by letter, is opened from its snapshot: from the question to the answer, over the wire. */
export async function openingLine(entrance: Entrance): Promise<Line> {
  step(`opening a text of ${keystrokes} keystrokes`);
  const id = await insertBlankText(entrance.database);
  await entrance.database.query(
    `INSERT INTO "DocumentSnapshot" ("documentId", "seq", "bytes", "createdAt") VALUES ($1, $2, $3, now())`,
    [id, keystrokes, typed()],
  );
  await entrance.database.query(`UPDATE "Document" SET "seq" = $2, "derivedSeq" = $2 WHERE "id" = $1`, [
    id,
    keystrokes,
  ]);
  const times = new Figures();
  let bytes = 0;
  for (let index = 0; index <= openings; index++) {
    const opened = await open(entrance, id);
    bytes = opened.bytes;
    // The first one warms the code, not the text: that leaves the memory with its last reader.
    if (index > 0) times.add(opened.answeredMs);
    opened.socket.disconnect();
    await delay(200);
  }
  return {
    what: `opening a text of ${keystrokes} keystrokes from its snapshot (${Math.round(bytes / 1024)} kB), p50`,
    figure: ms(times.percentile(50)),
    limit: ms(limitMs),
    kept: times.percentile(50) <= limitMs,
  };
}

function typed(): Buffer {
  const random = new Random(100);
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  doc.getXmlFragment(paragraphs).push([paragraph]);
  for (let count = 0; count < keystrokes; count += run) {
    const place = random.below(text.length + 1);
    for (let letter = 0; letter < run; letter++) text.insert(place + letter, "a");
  }
  return Buffer.from(Y.encodeStateAsUpdate(doc));
}
