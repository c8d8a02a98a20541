import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { useDatabase } from "../../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../../tests/support/factories";
import { useTableWorkers } from "../../../tests/support/tables";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { exportDirectory } from "../../directory/directory-export.server";
import { readDirectoryQuery } from "../../directory/directory-query-form.server";
import { dismissDuplicate, listDuplicates } from "../merge.server";
import { editProfile } from "../profile/editing.server";
import { findProfile, whole } from "../profile/profile.server";
import { valuesOf } from "../profile/profile-values.server";
import { chooseInImport } from "./import-choices.server";
import type { Effect, Preview } from "./import-preview";
import { previewImport } from "./import-preview.server";
import { findWrittenImport, undoImport } from "./import-undo.server";
import { writeImport } from "./import-writing.server";
import { beginImport } from "./pending-imports.server";

useDatabase("demonstration");
useTableWorkers();

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

async function preview(id: string): Promise<Preview> {
  const shown = await previewImport(secretariat, id, 1);
  if (!shown) throw new Error("It is written already.");
  return shown;
}

const fixture = (name: string) => readFileSync(`app/tables/fixtures/import/${name}`);

async function effects(id: string): Promise<Record<string, Effect>> {
  const { lines } = await preview(id);
  return Object.fromEntries(lines.map(({ number, effect }) => [number, effect]));
}

const idOf = async (name: string) => (await db.organisation.findFirst({ where: { name } }))?.id;

describe("reading a file", () => {
  test("in Windows-1252, with semicolons, quotes and empty lines", async () => {
    const id = await begin(
      windows1252('Nom;Présentation\r\n\r\n"Comité ""Évènements""";"deux\r\nlignes ; ici"\r\n;\r\n\r\n'),
    );
    const { columns, lines } = await preview(id);
    expect(columns.map(({ title, example }) => [title, example])).toEqual([
      ["Nom", 'Comité "Évènements"'],
      ["Présentation", "deux\r\nlignes ; ici"],
    ]);
    expect(lines.map(({ number, name }) => [number, name])).toEqual([[3, 'Comité "Évènements"']]);
  });

  test("by its content, whatever its name", async () => {
    const sheet = await writeXlsxFile([[{ value: "Nom" }], [{ value: "Classeur nommé en CSV" }]]).toBuffer();
    expect(await effects(await begin(sheet, "liste.csv"))).toEqual({ 2: { kind: "new" } });
    expect(await effects(await begin("name\tacronym\nTexte nommé en XLSX\tTX", "liste.xlsx"))).toEqual({
      2: { kind: "new" },
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
  ])("%s is refused with a reason", async (_what, bytes, refusal) => {
    const begun = await beginImport(secretariat, { name: "x", bytes });
    expect(begun).toEqual({ refused: refusal });
  });

  test("5 MB in seconds", async () => {
    const line = `Structure %;S%;"${"présentation ".repeat(40)}";Agadez\r\n`;
    const lines = Array.from({ length: 9_000 }, (_, n) => line.replaceAll("%", String(n))).join("");
    const bytes = windows1252(`Nom;Sigle;Présentation;Régions\r\n${lines}`);
    expect(bytes.length).toBeGreaterThan(4_700_000);
    const start = performance.now();
    const { counts } = await preview(await begin(bytes));
    expect(counts.new + counts.suspected).toBe(9_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("real-world files", () => {
  test.each([
    ["I01a-utf16be-bom.csv", { new: 1 }],
    ["I02a-sep-line.csv", { new: 1 }],
    ["I02b-title-row.csv", { new: 1 }],
    ["I03a-second-sheet.xlsx", { new: 1 }],
    ["I04a-header-newline-commas.csv", { new: 1 }],
    ["I06a-excel-dates.xlsx", { new: 2 }],
    ["I06b-french-dates.csv", { new: 1 }],
    ["I07a-languages-commas.csv", { new: 1 }],
    ["I07b-groups-commas.csv", { new: 1 }],
    ["I08a-type-words.csv", { new: 2 }],
    ["I09a-unknown-parent.csv", { new: 1 }],
    ["I14a-two-arabic-names.csv", { new: 2 }],
    ["I16-mail-idn.csv", { new: 1 }],
  ])("%s needs no decision", async (name, expected) => {
    const { counts } = await preview(await begin(fixture(name), name));
    expect(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))).toEqual(expected);
  });

  test("unreadable content is reported", async () => {
    const refused = await beginImport(secretariat, { name: "x.ods", bytes: fixture("I12-libreoffice.ods") });
    expect(refused).toEqual({ refused: "openDocument" });
    expect((await effects(await begin(fixture("I15-invisible-name.csv"))))[2]).toMatchObject({
      why: "noName",
    });
    for (const [name, size] of [
      ["I11-too-long.csv", 3_200],
      ["I05a-emoji-at-5000.csv", 5_001],
    ] as const) {
      const effect = (await effects(await begin(fixture(name))))[2];
      expect(effect).toMatchObject({
        why: "field",
        fault: { column: "mission", why: "tooLong", max: 3_000 },
      });
      if (effect?.kind !== "wrong" || effect.why !== "field") throw new Error(name);
      expect(Math.abs(effect.fault.size - size)).toBeLessThan(20);
      expect(effect.fault.what.length).toBeLessThan(60);
    }
  });

  test("lines have the numbers of the spreadsheet, and an unknown word is named", async () => {
    const of = await effects(await begin(fixture("I10a-row-numbers-blank-lines.csv")));
    expect(of).toMatchObject({ 3: { kind: "new" }, 6: { kind: "wrong", why: "unknown", what: "klingon" } });
  });

  test("a year is taken from a date, a domain is converted to punycode", async () => {
    const id = await begin(
      "Nom;Date de création;Courriel\nStructure datée;mars 2011;x@réseau.ne\nAutre datée;01/02/2012;",
    );
    await writeImport(secretariat, id, false);
    expect(await db.organisation.findFirst({ where: { name: "Structure datée" } })).toMatchObject({
      foundedYear: 2011,
      contactEmail: "x@xn--rseau-bsa.ne",
    });
    expect(await db.organisation.findFirst({ where: { name: "Autre datée" } })).toMatchObject({
      foundedYear: 2012,
    });
  });

  test("names in other scripts are compared by their letters", async () => {
    await makeOrganisation({ name: "منظمة التنمية" });
    const of = await effects(await begin("Nom\nمنظمة التنمية\nجمعية أخرى\nجمعية أخرى"));
    expect(of).toMatchObject({
      2: { kind: "same" },
      3: { kind: "new" },
      4: { kind: "wrong", why: "twice", what: "3" },
    });
  });
});

describe("each line shows its effect", () => {
  test("new, update, possible duplicate, or invalid with the reason", async () => {
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
    expect(of[2]).toMatchObject({ kind: "update", id: zebus });
    expect(of[3]).toMatchObject({ kind: "suspected", alike: [{ id: zebus }] });
    expect(of[4]).toEqual({ kind: "new" });
    expect(of[5]).toMatchObject({ kind: "wrong", why: "noName" });
    expect(of[6]).toMatchObject({ kind: "wrong", why: "unknown", what: "Atlantide" });
    expect(of[7]).toMatchObject({ kind: "wrong", why: "field", what: "deux mille" });
    expect(of[8]).toMatchObject({ kind: "wrong", why: "field" });
    expect(of[9]).toMatchObject({ kind: "wrong", why: "twice", what: "4" });
  });

  test("a column is mapped as the secretariat chooses", async () => {
    const id = await begin("Quoi;Truc\nStructure à colonnes;STC");
    expect((await effects(id))[2]).toMatchObject({ kind: "wrong", why: "noName" });
    await chooseInImport(secretariat, id, { mapping: { 0: "name", 1: "acronym", 2: "owner", 99: "type" } });
    expect((await effects(id))[2]).toEqual({ kind: "new" });
  });
});

describe("nothing is written before the confirmation", () => {
  test("then everything is written, and empty cells keep stored values", async () => {
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
      mission: "Ce qui reste.",
      regions: ["Diffa"],
      contactEmail: "a@exemple.org",
    });
    expect(await findProfile(secretariat, await idOf("Importée"), "fr")).toMatchObject({
      nationwide: true,
      regions: ["Zinder"],
      relation: "contact",
    });
    // Sent twice, it is written once.
    expect(await writeImport(secretariat, id, false)).toBe(true);
    expect(await db.organisation.count()).toBe(before + 1);
  });

  test("nothing is written while a line is invalid, unless it is skipped", async () => {
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
    await chooseInImport(secretariat, chosen, { lines: { 2: known } });
    await writeImport(secretariat, chosen, false);
    expect((await findProfile(secretariat, known, "fr")).seat).toBe("Gaya");
    const anew = await begin(lines);
    await chooseInImport(secretariat, anew, { lines: { 2: "new" } });
    await writeImport(secretariat, anew, false);
    expect(await idOf("Colectif des Baobab")).toBeDefined();
  });
});

test("an exported file imports without changes", async () => {
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
    const { counts, total } = await preview(id);
    expect([counts.same, total], format).toEqual([total, total]);
    await writeImport(secretariat, id, false);
    const row = await db.directoryImport.findUniqueOrThrow({ where: { id } });
    expect(row.result, format).toMatchObject({ created: 0, updated: 0 });
  }
});

test("only the secretariat imports, and each person sees only their own files", async () => {
  const other = await makeViewer({ organisation: await makeOrganisation() });
  const status = (refused: unknown) => (refused instanceof Response ? refused.status : refused);
  const file = { name: "x.csv", bytes: Buffer.from("Nom\nX") };
  await expect(beginImport(other, file).catch(status)).resolves.toBe(404);
  const id = await begin("Nom\nY");
  const colleague = await makeViewer({ secretariat: true });
  await expect(previewImport(colleague, id, 1).catch(status)).resolves.toBe(404);
  await expect(writeImport(colleague, id, true).catch(status)).resolves.toBe(404);
});

/** A typical secretariat list: free words, cells with several values, missing accents, unknown parents. */
const kept = [
  "LISTE DES STRUCTURES DE LA SOCIETE CIVILE;;;;;;;;",
  ";;;;;;;;",
  "N°;Nom de la structure;Sigle;Nature juridique / Type;Région(s) d'intervention;Tél.;E-mail;Année de création;Relève de;Responsable",
  "1;Essai pour la paix;EPP;ONG nationale;Region de Tahoua;20730000;a@exemple.org / b@exemple.org;12/03/2005;;M. X",
  "2;Essai des femmes;;association de femmes rurales;Niamey, Tillaberi et Dosso;90 12 34 56 / 96 00 11 22;;2010;;",
  '3;Essai des jeunes;;Association;"Agadez (bureau), Pays voisin";+227 90 12 34 56;jeunes@exemple.org;s.d.;Ministère des Essais;',
  "4;Essai national;EN;réseau d'OSC [à vérifier];National (section Zinder);;;;;",
  "5;Essai des femme;;ONG;Zinder;;;;;",
].join("\r\n");

describe("a typical secretariat list", () => {
  test("imports after a few answers, which are remembered for the next file", async () => {
    const id = await begin(kept);
    const first = await preview(id);
    expect(first.mapping).toMatchObject({
      1: "name",
      2: "acronym",
      3: "type",
      4: "regions",
      5: "contactPhone",
      6: "contactEmail",
    });
    expect(first.headerRow).toBe(3);
    const unknown = first.words.filter(({ known }) => !known);
    expect(unknown.map(({ column, word }) => `${column} ${word}`).sort()).toEqual([
      "parent Ministère des Essais",
      "regions Pays voisin",
      "type association de femmes rurales",
    ]);
    // The probable meaning is preselected.
    expect(unknown.find(({ column }) => column === "type")?.value).toBe("osc-ong");
    const answers = { type: "osc-ong", regions: "outside", parent: "-" } as Record<string, string>;
    const words = Object.fromEntries(unknown.map(({ key, column }) => [key, answers[column] ?? "-"]));
    await chooseInImport(secretariat, id, { words, lines: { 6: "drop" } });
    const { counts, lines } = await preview(id);
    expect(counts).toEqual({ new: 4, update: 0, same: 0, suspected: 1, left: 0, wrong: 0 });
    const notesOf = (number: number) => lines.find((line) => line.number === number)?.notes;
    expect(notesOf(4)).toEqual([{ why: "secondAddress", what: "b@exemple.org" }]);
    expect(notesOf(6)).toContainEqual({ why: "unknownParent", what: "Ministère des Essais" });
    expect(lines.find(({ number }) => number === 8)?.effect).toMatchObject({
      kind: "suspected",
      twin: { number: 5, name: "Essai des femmes" },
    });
    expect(await writeImport(secretariat, id, false)).toBe(true);
    expect(await findProfile(secretariat, await idOf("Essai des jeunes"), "fr")).toMatchObject({
      regions: ["Agadez"],
      outsideNiger: true,
    });
    const next = await begin("Nom;Régions\nEssai suivant;Pays voisin");
    expect((await effects(next))[2]).toEqual({ kind: "new" });
  });

  test("imports without the problematic values, with one checkbox", async () => {
    const id = await begin("Nom;Type;Création;Site\nEssai coché;chose rare;jamais;pas un site");
    expect((await effects(id))[2]).toMatchObject({ kind: "wrong", canDrop: true });
    await chooseInImport(secretariat, id, { dropAll: true });
    const { lines } = await preview(id);
    expect(lines).toMatchObject([{ effect: { kind: "new" }, notes: [{ why: "leftOut" }] }]);
  });

  test("a title mapped by hand is recognised the next time", async () => {
    const id = await begin("Qui;Quoi donc\nEssai titré;ET");
    await chooseInImport(secretariat, id, { mapping: { 0: "name", 1: "acronym" } });
    expect((await preview(await begin("Quoi donc;Qui\nZ;Autre essai"))).mapping).toEqual({
      0: "acronym",
      1: "name",
    });
  });

  test("another sheet or header row is read when it is chosen", async () => {
    const id = await begin(fixture("I03a-second-sheet.xlsx"));
    expect(await preview(id)).toMatchObject({ sheetNames: ["Lisez-moi", "Structures"], sheet: 1 });
    expect(await chooseInImport(secretariat, id, { sheet: 0 })).not.toBe("kept");
    const other = await begin("Titre;Deux\nNom;Sigle\nEssai plus bas;EPB");
    expect(await chooseInImport(secretariat, other, { headerRow: 1 })).toBe("reread");
    expect((await preview(other)).total).toBe(2);
  });
});

describe("an update", () => {
  test("shows each changed field before and after, including the parent, and writes only these", async () => {
    const parent = await makeOrganisation({ name: "Ministère de tutelle" });
    const id = await makeOrganisation({ name: "Fiche à changer", mission: "Avant." });
    const file = await begin("Nom;Présentation;Relève de\nFiche à changer;Après.;Ministere de tutelle");
    expect((await effects(file))[2]).toMatchObject({
      kind: "update",
      changes: {
        mission: { before: "Avant.", after: "Après." },
        parent: { before: "", after: "Ministère de tutelle" },
      },
    });
    await writeImport(secretariat, file, false);
    expect(await db.organisation.findUnique({ where: { id } })).toMatchObject({
      mission: "Après.",
      parentId: parent,
    });
  });

  test("without changes counts as none", async () => {
    await makeOrganisation({ name: "Fiche inchangée" });
    const id = await begin("Nom;Relève de\nFiche inchangée;Ministère qui n’existe pas");
    expect((await preview(id)).counts).toMatchObject({ update: 0, same: 1 });
  });

  test("a parent in the same file is created before its children", async () => {
    const id = await begin("Nom;Relève de\nBureau du fichier;Direction du fichier\nDirection du fichier;");
    await writeImport(secretariat, id, false);
    expect((await findProfile(secretariat, await idOf("Bureau du fichier"), "fr")).parentLink?.name).toBe(
      "Direction du fichier",
    );
  });
});

describe("undoing a whole import", () => {
  async function written() {
    const known = await makeOrganisation({ name: "Fiche avant import", mission: "Avant.", themes: [] });
    const id = await begin(
      "Nom;Présentation;Relève de\nFiche avant import;Après.;\nFiche de l’import;Neuve.;\nAntenne neuve de Gouré;;Fiche de l’import",
    );
    await writeImport(secretariat, id, false);
    return { id, known };
  }

  test("works while its records are otherwise unchanged", async () => {
    const { id, known } = await written();
    expect(await findWrittenImport(secretariat, id)).toMatchObject({
      result: { created: 2, updated: 1 },
      touched: [],
    });
    await undoImport(secretariat, id);
    expect((await findProfile(secretariat, known, "fr")).mission).toBe("Avant.");
    expect(await idOf("Fiche de l’import")).toBeUndefined();
    // Idempotent.
    await undoImport(secretariat, id);
    await db.organisation.delete({ where: { id: known } });
  });

  test("keeps and names a record that has people since, with the one it belongs to", async () => {
    const { id, known } = await written();
    const branch = await idOf("Antenne neuve de Gouré");
    const parent = await idOf("Fiche de l’import");
    const { personId } = await makeViewer({ organisation: branch });
    const names = (kept: readonly { id: string }[] | undefined) => kept?.map(({ id: each }) => each).sort();
    expect(names((await findWrittenImport(secretariat, id))?.touched)).toEqual([branch, parent].sort());
    await undoImport(secretariat, id);
    expect((await findProfile(secretariat, known, "fr")).mission).toBe("Avant.");
    expect(await idOf("Antenne neuve de Gouré")).toBe(branch);
    const { undone } = (await findWrittenImport(secretariat, id)) ?? {};
    expect(names(undone?.kept)).toEqual([branch, parent].sort());
    expect(undone).toMatchObject({ deleted: 0, restored: 1, keptCount: 2 });
    await db.person.delete({ where: { id: personId } });
    await db.organisation.deleteMany({ where: { id: { in: [known, branch ?? "", parent ?? ""] } } });
  });

  test("keeps a field that was edited since, and puts the others of its record back", async () => {
    const known = await makeOrganisation({ name: "Fiche à deux champs", mission: "Avant.", themes: [] });
    const id = await begin("Nom;Présentation;Siège\nFiche à deux champs;Importée.;Niamey, Plateau");
    await writeImport(secretariat, id, false);
    await changeSeat(known, "Zinder, Birni");
    await undoImport(secretariat, id);
    const profile = await findProfile(secretariat, known, "fr");
    expect(profile).toMatchObject({ mission: "Avant.", seat: "Zinder, Birni" });
    const { undone } = (await findWrittenImport(secretariat, id)) ?? {};
    expect(undone?.kept).toEqual([{ id: known, name: "Fiche à deux champs", fields: ["seat"] }]);
    await db.organisation.delete({ where: { id: known } });
  });

  async function changeSeat(id: string, seat: string) {
    const row = await db.organisation.findUniqueOrThrow({ where: { id }, include: whole });
    const edited = await editProfile(secretariat, id, { ...valuesOf(row), seat, version: row.version });
    expect(edited.done).toBe(true);
  }
});

test("a dismissed pair is not proposed again, and names without Latin letters form no pair", async () => {
  const [one, other] = [
    await makeOrganisation({ name: "Jumelle Unique" }),
    await makeOrganisation({ name: "Jumele Unique" }),
  ];
  await makeOrganisation({ name: "جمعية الأمل" });
  await makeOrganisation({ name: "رابطة النساء" });
  const pairs = async () =>
    (await listDuplicates(secretariat)).map((pair) => [pair.one.name, pair.other.name].sort());
  expect(await pairs()).toContainEqual(["Jumele Unique", "Jumelle Unique"]);
  expect((await pairs()).flat()).not.toContain("جمعية الأمل");
  await dismissDuplicate(secretariat, other, one);
  expect(await pairs()).not.toContainEqual(["Jumele Unique", "Jumelle Unique"]);
  const member = await makeViewer({ organisation: one });
  await expect(dismissDuplicate(member, one, other).catch(({ status }) => status)).resolves.toBe(404);
});
