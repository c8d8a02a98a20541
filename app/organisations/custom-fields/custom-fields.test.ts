import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../../tests/support/factories";
import { useTableWorkers } from "../../../tests/support/tables";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { exportDirectory } from "../../directory/directory-export.server";
import { readDirectoryQuery } from "../../directory/directory-query-form.server";
import { searchDirectory } from "../../directory/organisation-search.server";
import { findOwnCard, saveOwnCard } from "../../directory/own-card.server";
import { cardSchema, readPeopleQuery } from "../../directory/people-query-form.server";
import { searchPeople } from "../../directory/people-search.server";
import { previewImport } from "../import/import-preview.server";
import { writeImport } from "../import/import-writing.server";
import { beginImport } from "../import/pending-imports.server";
import { mergeOrganisations } from "../merge.server";
import { editProfile } from "../profile/editing.server";
import { findProfile, whole } from "../profile/profile.server";
import { valuesOf } from "../profile/profile-values.server";
import { listHistory } from "../profile/proposals.server";
import { type CustomField, readFieldValue } from "./custom-fields";
import { changeField, createField, listManagedFields, moveField } from "./manage-fields.server";

useDatabase();
useTableWorkers();

let secretariat: Viewer;
let member: Viewer;
let focal: Viewer;
let organisation: string;
beforeAll(async () => {
  secretariat = await makeViewer({ secretariat: true });
  organisation = await makeOrganisation({ name: "Association aux champs" });
  focal = await makeViewer({ organisation });
  member = await makeViewer({ organisation: await makeOrganisation({ name: "Une voisine" }) });
});

type Definition = Partial<Parameters<typeof createField>[1]>;

async function field(label: string, given: Definition = {}): Promise<string> {
  const key = crypto.randomUUID();
  const refusal = await createField(secretariat, {
    what: "create",
    key,
    owner: "organisation",
    kind: "text",
    labelFr: label,
    labelEn: "",
    hintFr: "",
    hintEn: "",
    level: "network",
    facet: false,
    column: false,
    min: null,
    max: null,
    options: [],
    ...given,
  });
  expect(refusal).toBeNull();
  return key;
}

async function write(id: string, custom: Record<string, string>, visibility: Record<string, string> = {}) {
  const row = await db.organisation.findUniqueOrThrow({ where: { id }, include: whole });
  const values = valuesOf(row);
  return await editProfile(secretariat, id, {
    ...values,
    version: row.version,
    custom,
    visibility: { ...values.visibility, ...visibility },
  });
}

const shown = async (viewer: Viewer | null, id = organisation) =>
  (await findProfile(viewer, id, "fr")).customFields.map(({ label, value }) => [label, value]);
const options = (...labels: string[]) => labels.map((fr) => ({ fr, en: "" }));
const search = (viewer: Viewer, address: string) =>
  searchDirectory(viewer, readDirectoryQuery(new URLSearchParams(address)), "fr");

describe("a value is read by the kind of its field", () => {
  const of = (given: Partial<CustomField>) =>
    ({ options: [], min: null, max: null, ...given }) as CustomField;
  test.each([
    [of({ kind: "number" }), "1 250,5", { value: "1250.5" }],
    [of({ kind: "number", min: 0, max: 100 }), "101", { fault: "range" }],
    [of({ kind: "number" }), "1e999", { fault: "number" }],
    [of({ kind: "date" }), "1/12/2026", { value: "2026-12-01" }],
    [of({ kind: "date" }), "2026-02-30", { fault: "date" }],
    [of({ kind: "boolean" }), "Oui", { value: "yes" }],
    [of({ kind: "boolean" }), "peut-être", { fault: "boolean" }],
    [of({ kind: "text" }), "x".repeat(501), { fault: "tooLong" }],
  ])("%o reads %s", (kind, typed, read) => {
    expect(readFieldValue(kind, typed)).toEqual(read);
  });
});

test("only the secretariat manages fields, and its right is read again", async () => {
  const status = (refused: unknown) => (refused instanceof Response ? refused.status : refused);
  await expect(listManagedFields(focal).catch(status)).resolves.toBe(404);
  const gone = await makeViewer({ secretariat: true });
  const id = await field("Champ d’essai");
  await db.person.update({ where: { id: gone.personId }, data: { role: null } });
  await expect(moveField(gone, { what: "archive", field: id }).catch(status)).resolves.toBe(404);
  await moveField(secretariat, { what: "archive", field: id });
});

test("a value shows on the profile to its level, which an organisation may narrow and never widen", async () => {
  const id = await field("Agrément", { level: "network" });
  expect((await write(organisation, { [id]: "AR-12" })).done).toBe(true);
  expect(await shown(member)).toContainEqual(["Agrément", "AR-12"]);
  await write(organisation, {}, { [`custom:${id}`]: "public" });
  await db.organisation.update({ where: { id: organisation }, data: { openToPublic: true } });
  await db.directorySettings.upsert({
    where: { row: "only" },
    create: { publicSince: new Date() },
    update: {},
  });
  expect(await shown(null)).toEqual([]);
  await write(organisation, {}, { [`custom:${id}`]: "organisation" });
  expect(await shown(member)).not.toContainEqual(["Agrément", "AR-12"]);
  expect(await shown(focal)).toContainEqual(["Agrément", "AR-12"]);
});

test("a wrong value is refused with its field, and nothing is saved", async () => {
  const id = await field("Effectif", { kind: "number", min: 0, max: 500 });
  expect(await write(organisation, { [id]: "900" })).toEqual({
    done: false,
    wrong: { [`custom:${id}`]: "field.custom.range" },
  });
  expect((await shown(focal)).map(([label]) => label)).not.toContain("Effectif");
});

test("a choice is a facet and a column, for those who see it", async () => {
  const id = await field("Milieu", {
    kind: "choice",
    options: options("Urbain", "Rural"),
    facet: true,
    column: true,
    level: "organisation",
  });
  await write(organisation, { [id]: "Rural" });
  const { code } = await db.customField.findUniqueOrThrow({ where: { id } });
  const found = await search(secretariat, `champ=${code}:rural`);
  expect(found.found.map((one) => one.id)).toEqual([organisation]);
  expect(found.found[0]?.custom).toEqual({ [code]: "rural" });
  expect(found.customFacets).toContainEqual(
    expect.objectContaining({ label: "Milieu", values: [expect.objectContaining({ count: 1 })] }),
  );
  const hidden = await search(member, `champ=${code}:rural`);
  expect(hidden.total).toBe(0);
  // A member sees the level of their own organisation, so the column exists for them, empty for others.
  expect(hidden.columns.map(({ label }) => label)).toContain("Milieu");
  // A field that is narrowed leaves the index at once.
  const change = {
    what: "change" as const,
    field: id,
    labelFr: "Milieu",
    labelEn: "",
    hintFr: "",
    hintEn: "",
  };
  await changeField(secretariat, {
    ...change,
    level: "secretariat",
    facet: true,
    column: true,
    min: null,
    max: null,
    options: options("Urbain", "Rural", "Mixte"),
  });
  expect((await search(focal, `champ=${code}:rural`)).total).toBe(0);
});

test("an archived field is neither shown nor asked for, and comes back with its values", async () => {
  const id = await field("Boîte postale");
  await write(organisation, { [id]: "BP 10" });
  await moveField(secretariat, { what: "archive", field: id });
  expect(await shown(focal)).not.toContainEqual(["Boîte postale", "BP 10"]);
  // An edit in between does not lose the value.
  await write(organisation, {});
  await moveField(secretariat, { what: "restore", field: id });
  expect(await shown(focal)).toContainEqual(["Boîte postale", "BP 10"]);
  expect((await listHistory(focal, organisation))[0]?.fields).toBeDefined();
});

test("an option that is taken out stays readable where it was given", async () => {
  const id = await field("Statut", { kind: "choice", options: options("Réseau", "Antenne") });
  await write(organisation, { [id]: "antenne" });
  const form = { labelFr: "Statut", labelEn: "", hintFr: "", hintEn: "", level: "network" as const };
  await changeField(secretariat, {
    what: "change",
    field: id,
    ...form,
    facet: false,
    column: false,
    min: null,
    max: null,
    options: options("Réseau"),
  });
  expect(await shown(member)).toContainEqual(["Statut", "Antenne"]);
  const other = await makeOrganisation();
  expect((await write(other, { [id]: "antenne" })).done).toBe(false);
});

test("an export has the fields, and a changed file imports them", async () => {
  const id = await field("Bénévoles", { kind: "number" });
  const yes = await field("Assurance", { kind: "boolean" });
  await write(organisation, { [id]: "12", [yes]: "oui" });
  const query = readDirectoryQuery(new URLSearchParams("q=Association aux champs"));
  const csv = (await exportDirectory(secretariat, query, "csv", "fr")).body.toString();
  expect(csv.split("\r\n")[0]).toContain("Bénévoles;Assurance");
  expect(csv).toContain("12;oui");
  const file = "Nom;Bénévoles;Assurance\nAssociation aux champs;15;non\nAutre à champs;douze;oui\n";
  const begun = await beginImport(secretariat, { name: "champs.csv", bytes: Buffer.from(file) });
  if (!("id" in begun)) throw new Error(begun.refused);
  const preview = await previewImport(secretariat, begun.id, 1);
  expect(preview?.counts).toMatchObject({ update: 1, wrong: 1 });
  expect(await writeImport(secretariat, begun.id, true)).toBe(true);
  expect(await shown(member)).toEqual(
    expect.arrayContaining([
      ["Bénévoles", "15"],
      ["Assurance", "no"],
    ]),
  );
});

test("a merge takes missing values from the other record", async () => {
  const id = await field("Devise");
  const [kept, other] = [
    await makeOrganisation({ name: "Fiche gardée" }),
    await makeOrganisation({ name: "Fiche réunie", relation: "contact" }),
  ];
  await write(other, { [id]: "Toujours ensemble" });
  expect(await mergeOrganisations(secretariat, kept, other)).toBe(true);
  expect(await shown(member, kept)).toEqual([["Devise", "Toujours ensemble"]]);
});

test("a field of people is on the card, and in the list for those it is shown to", async () => {
  const id = await field("Permis", { owner: "person", kind: "boolean", facet: true, level: "network" });
  const { code } = await db.customField.findUniqueOrThrow({ where: { id } });
  const save = async (rank: number, value: string) =>
    await saveOwnCard(
      focal,
      cardSchema.parse({ nameRank: 1, custom: { [id]: value }, customRank: { [id]: rank } }),
    );
  expect(await save(1, "peut-être")).toEqual({ [id]: "boolean" });
  expect(await save(1, "oui")).toBeNull();
  expect((await findOwnCard(focal)).custom).toEqual({ [id]: "yes" });
  const people = (viewer: Viewer) =>
    searchPeople(viewer, readPeopleQuery(new URLSearchParams(`champ=${code}:yes`)), "fr");
  const seen = await people(member);
  expect(seen.found[0]?.custom).toMatchObject([{ label: "Permis", value: "yes" }]);
  await save(2, "oui");
  expect((await people(member)).total).toBe(0);
  const held = await db.personFieldValue.findMany({ where: { personId: focal.personId } });
  expect(held).toMatchObject([{ fieldId: id, value: "yes", rank: 2 }]);
});
