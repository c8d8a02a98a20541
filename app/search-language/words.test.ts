import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { db } from "../db/database.server";
import { normalise, sameWords, searchWordsOf, wordsIn } from "./words";

useDatabase();

interface Row {
  text: string;
  normalised: string;
  words: string[];
}

async function inDatabase(texts: string[]): Promise<Row[]> {
  return await db.$queryRaw<Row[]>`
    SELECT t.text, normalise(t.text) AS normalised, ARRAY(SELECT words_of(t.text)) AS words
    FROM unnest(${texts}::text[]) WITH ORDINALITY AS t(text, n) ORDER BY n`;
}

/** Unicode blocks of letters, digits, marks, spaces and punctuation of the scripts in use. */
const blocks: [from: number, to: number][] = [
  ...([
    [0x20, 0x7e],
    [0xa0, 0x24f],
    [0x250, 0x2ff],
    [0x300, 0x36f],
    [0x370, 0x3ff],
    [0x400, 0x52f],
  ] as const),
  ...([
    [0x531, 0x58a],
    [0x591, 0x5f4],
    [0x600, 0x6ff],
    [0x7c0, 0x7fa],
    [0x8a0, 0x8ff],
    [0x900, 0x97f],
  ] as const),
  ...([
    [0x10a0, 0x10ff],
    [0x1100, 0x11ff],
    [0x1200, 0x137c],
    [0x1e00, 0x1fff],
    [0x2000, 0x206f],
  ] as const),
  ...([
    [0x2070, 0x2bff],
    [0x2d30, 0x2d7f],
    [0x3000, 0x30ff],
    [0x3131, 0x318e],
    [0x4e00, 0x4e20],
  ] as const),
  ...([
    [0xac00, 0xac40],
    [0xfb00, 0xfdff],
    [0xfe00, 0xfeff],
    [0xff00, 0xffef],
    [0x1e900, 0x1e95f],
  ] as const),
  [0x1f300, 0x1f64f],
].map(([from, to]) => [from, to] as [number, number]);
const assigned = /^\P{Cn}$/u;
const character = fc
  .constantFrom(...blocks)
  .chain(([from, to]) => fc.integer({ min: from, max: to }))
  .map((code) => String.fromCodePoint(code))
  .filter((char) => assigned.test(char));
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: character }, fc.constantFrom(..." .-/'’aéC.N. œ")), {
    maxLength: 30,
  })
  .map((chars) => chars.join(""));

describe("the database and the portal normalise in the same way", () => {
  test("each character alone and between letters", async () => {
    const texts = blocks.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))
        .filter((char) => assigned.test(char))
        .map((char) => `${char} b${char}b`),
    );
    const rows = await inDatabase(texts);
    const differing = rows.filter((row) => row.normalised !== normalise(row.text));
    expect(differing).toEqual([]);
  });

  test("random strings of many scripts: equal results, idempotent, and the same words", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 100 }), async (texts) => {
        for (const row of await inDatabase(texts)) {
          expect(normalise(row.text)).toBe(row.normalised);
          expect(normalise(row.normalised)).toBe(row.normalised);
          expect(searchWordsOf(row.text).sort()).toEqual([...row.words].sort());
        }
      }),
      { numRuns: 20 },
    );
  });
});

test.each([
  ["Cœur, Ægir, Straße", "coeur aegir strasse"],
  ["Wałęsa, Đoković, Øresund, ħal", "walesa dokovic oresund hal"],
  ["C.N.D.H.", "cndh"],
  ["C. N. D. H.", "cndh"],
  ["l’O.I.M", "l oim"],
  ["J.M.E.D", "jmed"],
  ["3.5 km, p. 12", "3 5 km p 12"],
  ["Essai\u202f: Où\u00a0aller\u2009?", "essai ou aller"],
  ["In‑Gall / N’Guigmi", "in gall n guigmi"],
  ["نِدَاءٌ إلى الأعضاء", "نداء الي الاعضاء"],
  ["ƊAN ƘASA, Tǝmajǝq", "dan kasa temajeq"],
  ["m² 1ᵉʳ ﬁn ２０２６ ٢٠٢٦", "m2 1er fin 2026 2026"],
  ["a\u200bb\u00adc\u2060d", "abcd"],
  ["\u3164\u2800\u200e ⚑ !?", ""],
])("“%s” is normalised to “%s”", (typed, normalised) => {
  expect(normalise(typed)).toBe(normalised);
});

test("a hyphenated or slashed word is found by its parts and as one", () => {
  expect(searchWordsOf("l’ANLTP/TIM d’In-Gall").sort()).toEqual(
    ["anltp", "anltptim", "d", "gall", "in", "ingall", "l", "tim"].sort(),
  );
});

test("strings without a letter or digit are equal to nothing, not even themselves", async () => {
  expect(sameWords("C.N.D.H.", "cndh")).toBe(true);
  expect(sameWords("!!!", "!!!")).toBe(false);
  expect(wordsIn("!!!")).toEqual([]);
  const [row] = await db.$queryRaw<{ equal: boolean | null }[]>`
    SELECT word_key('!!!') = word_key('???') AS equal`;
  expect(row?.equal).toBeNull();
});
