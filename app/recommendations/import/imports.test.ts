import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../../tests/support/database";
import { viewerOf } from "../../../tests/support/threads";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { csvLines } from "../../tables/csv.server";
import { readTableFile } from "../../tables/read-file";
import { provideTableWorkers } from "../../tables/table-reader.server";
import { exportMatrix } from "../export.server";
import { beginImport, chooseInImport, previewImport } from "./pending.server";
import { undoImport } from "./undo.server";
import { writeImport } from "./write.server";

useDatabase("demonstration");

let secretariat: Viewer;
let jmed: Viewer;

beforeAll(async () => {
  secretariat = await viewerOf("secretariat.adm");
  jmed = await viewerOf("jmed.suivi");
  provideTableWorkers({ read: async (bytes, options) => readTableFile(Buffer.from(bytes), options) });
});

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const fixture = async (name: string) =>
  new Uint8Array(await readFile(`app/recommendations/import/fixtures/${name}`));

async function begin(bytes: Uint8Array, name = "tableau.csv"): Promise<string> {
  const begun = await beginImport(secretariat, { name, bytes });
  if ("refused" in begun) throw new Error(begun.refused);
  return begun.id;
}
async function preview(id: string) {
  const shown = await previewImport(secretariat, id, 1);
  if (!shown) throw new Error("It is written.");
  return shown;
}
const choose = (id: string, over: Partial<Parameters<typeof chooseInImport>[2]> = {}) =>
  chooseInImport(secretariat, id, { mapping: {}, words: {}, ditto: false, ...over });
const counted = async () => [
  await db.recommendation.count(),
  await db.addressee.count(),
  await db.followUpStep.count(),
];

describe("UHRI's export", () => {
  test.each(["uhri-export-niger.csv", "uhri-export-niger.xlsx"])(
    "B1: %s imported twice changes nothing",
    async (name) => {
      const bytes = await fixture(name);
      const first = await begin(bytes, name);
      await writeImport(secretariat, first);
      const before = await counted();
      const second = await begin(bytes, name);
      expect((await preview(second)).counts).toMatchObject({ new: 0, update: 0, wrong: 0, same: 14 });
      await writeImport(secretariat, second);
      expect(await counted()).toEqual(before);
    },
  );

  test("B2: headers match without case, spaces and in either spelling; unknown columns are listed", async () => {
    const text = (await readFile("app/recommendations/import/fixtures/uhri-export-niger.csv", "utf8"))
      .replace("Reccomending Body", " recommending  BODY ")
      .replace("UPR Reccomending States", "UPR Recommending States");
    const { columns, mapping } = await preview(await begin(bytesOf(text)));
    const titled = (title: RegExp) => columns.find((column) => title.test(column.title))?.index;
    expect(mapping[String(titled(/body/i))]).toBe("body");
    expect(mapping[String(titled(/States/))]).toBe("states");
    expect(mapping[String(titled(/Regions Concerned/))]).toBeUndefined();
    expect(columns).toHaveLength(16);
  });

  test("entities are read, and an observation is none of the recommendations", async () => {
    await writeImport(secretariat, await begin(await fixture("uhri-export-niger.csv")));
    const rows = await db.recommendation.findMany({
      where: { symbol: { in: ["X/SYNTHETIC/1", "A/HRC/41/38/Add.1"] } },
    });
    expect(rows.some(({ text }) => text.includes("migrants’ access to consular services & remedies"))).toBe(
      true,
    );
    expect(rows.filter(({ kind }) => kind === "observation")).toHaveLength(1);
  });

  test("B12: the export in UHRI's layout, imported again, adds nothing; nor does the network's", async () => {
    await writeImport(secretariat, await begin(await fixture("uhri-export-niger.csv")));
    const before = await counted();
    for (const format of ["uhri", "csv"] as const) {
      const { head, parts } = await exportMatrix(jmed, {}, format, "fr");
      const rows: string[][] = [[...head]];
      for await (const part of parts) rows.push(...part);
      const id = await begin(bytesOf(`\ufeff${csvLines(rows)}`));
      const { counts, lines: shown } = await preview(id);
      const strange = shown.filter(({ kind }) => kind === "wrong" || kind === "new");
      expect(strange).toEqual([]);
      expect(counts, format).toMatchObject({ new: 0, wrong: 0 });
      await writeImport(secretariat, id);
      expect(await counted(), format).toEqual(before);
    }
  });
});

describe("a tableau de suivi", () => {
  test("B5: an empty authority is that of the line above only when confirmed; title, section and total rows are ignored", async () => {
    const id = await begin(await fixture("tableau-de-suivi.csv"));
    const before = await preview(id);
    expect(before.dittos).toBeGreaterThan(0);
    expect(before.counts.ignored).toBe(3);
    const unconfirmed = before.lines.filter(({ because }) => because?.reason === "noAuthority");
    expect(unconfirmed).toHaveLength(before.dittos);
    await choose(id, { ditto: true });
    expect((await preview(id)).lines.filter(({ because }) => because?.reason === "noAuthority")).toEqual([]);
  });

  test("B6: « Ministère A / Ministère B » proposes two addressees, each with its own position and status", async () => {
    const id = await begin(await fixture("tableau-de-suivi.csv"));
    await choose(id, { ditto: true });
    await writeImport(secretariat, id);
    const both = await db.recommendation.findFirstOrThrow({
      where: {
        symbol: "A/HRC/41/38/Add.1",
        AND: [{ paragraph: { startsWith: "72" } }, { paragraph: { contains: "g" } }],
      },
      include: { addressees: { include: { organisation: true } } },
    });
    const noted = both.addressees.filter(({ position }) => position === "noted");
    expect(noted.map(({ organisation }) => organisation.name.slice(0, 12))).toEqual(
      expect.arrayContaining(["Ministère de", "Ministère de"]),
    );
  });

  test("B4: deadlines in words are read in their precision; 31/02 is shown as unreadable", async () => {
    const lines = [
      "N°;Recommandation;Source / référence;Autorité responsable;Échéance;État d’avancement",
      "1;Publier le registre;Dialogue;Ministère X;T2 2027;En cours",
      "2;Ouvrir le guichet;Dialogue;Ministère X;dès que possible;En cours",
      "3;Former les agents;Dialogue;Ministère X;31/02/2027;En cours",
      "4;Former les juges;Dialogue;Ministère X;2027;bizarre",
    ].join("\r\n");
    const id = await begin(bytesOf(lines));
    const shown = await preview(id);
    expect(shown.lines.flatMap(({ because }) => because?.reason ?? [])).toEqual(["due", "status"]);
    const word = shown.words.find(({ column }) => column === "status");
    await choose(id, { words: { [word?.key ?? ""]: "no_information" } });
    expect((await preview(id)).counts).toMatchObject({ new: 3, wrong: 1 });
    await writeImport(secretariat, id);
    const step = await db.followUpStep.findFirstOrThrow({
      where: { dueText: "T2 2027", addressee: { recommendation: { text: "Publier le registre" } } },
    });
    expect([step.dueOn?.toISOString().slice(0, 10), step.precision]).toEqual(["2027-06-30", "quarter"]);
  });

  test("free states mapped once are known in the next file", async () => {
    const file = (n: number) =>
      bytesOf(
        `Recommandation;Source;Autorité;État d’avancement\nTexte mémorisé ${n};Dialogue;Ministère Y;au point mort`,
      );
    const first = await begin(file(1));
    const word = (await preview(first)).words.find(({ column }) => column === "status");
    await choose(first, { words: { [word?.key ?? ""]: "not_done" } });
    expect((await preview(await begin(file(2)))).counts.wrong).toBe(0);
  });
});

describe("undo", () => {
  test("an import is undone whole, and not once one of its recommendations was used", async () => {
    const file = (n: number) =>
      bytesOf(`Recommandation;Source;Autorité\nTexte annulable ${n};Dialogue;Ministère Z`);
    const before = await counted();
    const id = await begin(file(1));
    await writeImport(secretariat, id);
    expect(await undoImport(secretariat, id)).toBe(true);
    expect(await counted()).toEqual(before);
    const kept = await begin(file(2));
    await writeImport(secretariat, kept);
    await db.addressee.updateMany({
      where: { recommendation: { text: "Texte annulable 2" } },
      data: { version: 2 },
    });
    expect(await undoImport(secretariat, kept)).toBe(false);
  });

  test("only the secretariat imports", async () => {
    await expect(beginImport(jmed, { name: "x", bytes: bytesOf("a;b\n1;2") })).rejects.toMatchObject({
      status: 404,
    });
  });
});
