import { beforeAll, describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import { db } from "../db/database.server";
import type { Viewer } from "../http/viewer";
import { readDirectoryQuery } from "../organisations/organisations";
import { exportDirectory } from "./export.server";
import { beginImport, chooseInImport, type Effect, previewImport, writeImport } from "./imports.server";
import { findProfile } from "./profile.server";
import { readTable } from "./table-file.server";

useDatabase("demonstration");

let secretariat: Viewer;
beforeAll(async () => {
  secretariat = await makeViewer({ secretariat: true });
});

const windows1252 = (text: string) => Buffer.from(text, "latin1");

async function begin(content: string | Buffer, name = "liste.csv") {
  const begun = await beginImport(secretariat, { name, bytes: Buffer.from(content) });
  if (!("id" in begun)) throw new Error(begun.refused);
  return begun.id;
}

async function effects(id: string): Promise<Record<string, Effect>> {
  const { lines } = await previewImport(secretariat, id, 1);
  return Object.fromEntries(lines.map(({ number, effect }) => [number, effect]));
}

const idOf = async (name: string) => (await db.organisation.findFirst({ where: { name } }))?.id;

describe("a file is read as it comes", () => {
  test("in Windows-1252, with semicolons, quotes and empty lines", async () => {
    const table = await readTable(
      windows1252('Nom;Présentation\r\n\r\n"Comité ""Évènements""";"deux\r\nlignes ; ici"\r\n;\r\n\r\n'),
    );
    expect(table).toEqual({
      header: ["Nom", "Présentation"],
      lines: [['Comité "Évènements"', "deux\r\nlignes ; ici"]],
    });
  });

  test("by its content, whatever its name says", async () => {
    const sheet = await writeXlsxFile([[{ value: "Nom" }], [{ value: "Classeur nommé en CSV" }]]).toBuffer();
    expect(await effects(await begin(sheet, "liste.csv"))).toEqual({ 1: { kind: "new" } });
    expect(await effects(await begin("name\tacronym\nTexte nommé en XLSX\tTX", "liste.xlsx"))).toEqual({
      1: { kind: "new" },
    });
  });

  test.each([
    ["nothing", Buffer.alloc(0), "empty"],
    ["titles alone", Buffer.from("Nom;Sigle\n"), "empty"],
    ["an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "oldExcel"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "notATable"],
    ["a broken workbook", Buffer.from("504b030400000000", "hex"), "broken"],
    ["21,000 lines", Buffer.from(`Nom\n${"x\n".repeat(21_000)}`), "tooManyLines"],
    ["7 MB", Buffer.alloc(7 * 1024 * 1024, "x"), "tooLarge"],
  ])("%s is refused with a word for it", async (_what, bytes, refusal) => {
    expect(await readTable(bytes)).toBe(refusal);
    const begun = await beginImport(secretariat, { name: "x", bytes });
    expect(begun).toEqual({ refused: refusal });
  });

  test("5 MB of it in seconds", async () => {
    const line = `Structure %;S%;"${"présentation ".repeat(40)}";Agadez\r\n`;
    const lines = Array.from({ length: 9_000 }, (_, n) => line.replaceAll("%", String(n))).join("");
    const bytes = windows1252(`Nom;Sigle;Présentation;Régions\r\n${lines}`);
    expect(bytes.length).toBeGreaterThan(4_700_000);
    const start = performance.now();
    const { counts } = await previewImport(secretariat, await begin(bytes), 1);
    expect(counts.new + counts.suspected).toBe(9_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("each line says what it will do", () => {
  test("new, update, possible duplicate, wrong and why", async () => {
    await makeOrganisation({ name: "Association des Zébus du Damagaram", acronym: "AZD" });
    const id = await begin(
      [
        "Nom;Sigle;Type;Régions;Création;Site;Thèmes",
        "Association des Zébus du Damagaram;AZD;;Zinder;2001;;",
        "Assosiation des zebus du Damagaran;;;;;;",
        "Toute nouvelle;TN;OSC/ONG;Tillabéry, Maradi;2010;exemple.org;Accès à la justice",
        ";X;;;;;",
        "Région inconnue;;;Atlantide;;;",
        "Année fausse;;;;deux mille;;",
        "Adresse fausse;;;;;javascript:alert(1);",
        "Toute nouvelle;;;;;;",
      ].join("\n"),
    );
    const zebus = await idOf("Association des Zébus du Damagaram");
    const of = await effects(id);
    expect(of[1]).toMatchObject({ kind: "update", id: zebus });
    expect(of[2]).toMatchObject({ kind: "suspected", alike: [{ id: zebus }] });
    expect(of[3]).toEqual({ kind: "new" });
    expect(of[4]).toMatchObject({ kind: "wrong", why: "noName" });
    expect(of[5]).toMatchObject({ kind: "wrong", why: "unknown", what: "Atlantide" });
    expect(of[6]).toMatchObject({ kind: "wrong", why: "field", what: "deux mille" });
    expect(of[7]).toMatchObject({ kind: "wrong", why: "field" });
    expect(of[8]).toMatchObject({ kind: "wrong", why: "twice", what: "3" });
  });

  test("a column is what the secretariat says it is", async () => {
    const id = await begin("Quoi;Truc\nStructure à colonnes;STC");
    expect((await effects(id))[1]).toMatchObject({ kind: "wrong", why: "noName" });
    await chooseInImport(secretariat, id, { mapping: { 0: "name", 1: "acronym", 2: "owner", 99: "type" } });
    expect((await effects(id))[1]).toEqual({ kind: "new" });
  });
});

describe("nothing is written before it is confirmed", () => {
  test("then all of it: what a line does not say stays as it was", async () => {
    const known = await makeOrganisation({
      name: "Déjà connue",
      mission: "Ce qui reste.",
      regions: ["NE-1"],
    });
    const before = await db.organisation.count();
    const id = await begin(
      'Nom;Régions;Courriel\nDéjà connue;Diffa;a@exemple.org\nImportée;"Tout le pays ; Zinder";\n',
    );
    expect(await db.organisation.count()).toBe(before);
    expect(await writeImport(secretariat, id, false)).toBe(true);
    expect(await findProfile(secretariat, known, "fr")).toMatchObject({
      ...{ mission: "Ce qui reste.", regions: ["Diffa"], contactEmail: "a@exemple.org" },
    });
    expect(await findProfile(secretariat, await idOf("Importée"), "fr")).toMatchObject({
      ...{ nationwide: true, regions: ["Zinder"], relation: "contact" },
    });
    // Pressed twice, it is written once.
    expect(await writeImport(secretariat, id, false)).toBe(true);
    expect(await db.organisation.count()).toBe(before + 1);
  });

  test("nothing at all while a line is wrong, unless it is left out", async () => {
    const id = await begin("Nom;Création\nBonne ligne;2010\nMauvaise ligne;MMX");
    expect(await writeImport(secretariat, id, false)).toBe(false);
    expect(await idOf("Bonne ligne")).toBeUndefined();
    expect(await writeImport(secretariat, id, true)).toBe(true);
    expect(await idOf("Bonne ligne")).toBeDefined();
    expect(await idOf("Mauvaise ligne")).toBeUndefined();
  });

  test("a possible duplicate waits for a choice", async () => {
    const known = await makeOrganisation({ name: "Collectif des Baobabs" });
    const lines = "Nom;Siège\nColectif des Baobab;Gaya";
    const left = await begin(lines);
    await writeImport(secretariat, left, false);
    expect(await idOf("Colectif des Baobab")).toBeUndefined();
    const chosen = await begin(lines);
    await chooseInImport(secretariat, chosen, { choices: { 1: known } });
    await writeImport(secretariat, chosen, false);
    expect((await findProfile(secretariat, known, "fr")).seat).toBe("Gaya");
    const anew = await begin(lines);
    await chooseInImport(secretariat, anew, { choices: { 1: "new" } });
    await writeImport(secretariat, anew, false);
    expect(await idOf("Colectif des Baobab")).toBeDefined();
  });
});

test("what was exported comes back as it was: nothing changes", async () => {
  await makeOrganisation({
    name: "=1+1 association",
    projects: ["Un ; deux"],
    languages: ["ha"],
    themes: [],
  });
  const query = readDirectoryQuery(new URLSearchParams("relation=institution"));
  for (const format of ["csv", "xlsx"] as const) {
    const { body } = await exportDirectory(secretariat, query, format, "fr");
    const id = await begin(body);
    const { counts, total } = await previewImport(secretariat, id, 1);
    expect([counts.update, total], format).toEqual([total, total]);
    await writeImport(secretariat, id, false);
    const row = await db.directoryImport.findUniqueOrThrow({ where: { id } });
    expect(row.result, format).toMatchObject({ created: 0, updated: 0 });
  }
});

test("only the secretariat imports, and each their own file", async () => {
  const other = await makeViewer({ organisation: await makeOrganisation() });
  const status = (refused: unknown) => (refused instanceof Response ? refused.status : refused);
  const file = { name: "x.csv", bytes: Buffer.from("Nom\nX") };
  await expect(beginImport(other, file).catch(status)).resolves.toBe(404);
  const id = await begin("Nom\nY");
  const colleague = await makeViewer({ secretariat: true });
  await expect(previewImport(colleague, id, 1).catch(status)).resolves.toBe(404);
  await expect(writeImport(colleague, id, true).catch(status)).resolves.toBe(404);
});
