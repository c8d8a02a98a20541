import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { registerThreadSeeder } from "../discussions/space-threads.server";
import { registerDocumentSeeder } from "../documents/space-documents.server";
import { deleteTemplate, listOwnTemplates, saveTemplate } from "./own-templates.server";
import { type KeptTemplate, templateActSchema } from "./own-templates-form.server";
import { createSpace } from "./space-lifecycle.server";
import type { NewSpace } from "./spaces-form.server";

useDatabase("demonstration");

let secretariat: Viewer;
let jmed: Viewer;

beforeAll(async () => {
  registerThreadSeeder();
  registerDocumentSeeder();
  secretariat = await viewerOf("secretariat.adm");
  jmed = await viewerOf("jmed.suivi");
});

const filled = (over: Record<string, string> = {}) => ({
  what: "keep",
  template: newId(),
  version: "0",
  name: "Campagne de plaidoyer",
  tasks: "Choisir la cible\r\n\r\n  Écrire l’appel  \n",
  threads: "Nos alliés",
  documents: "L’appel",
  ...over,
});
const read = (over?: Record<string, string>) => templateActSchema.parse(filled(over)) as KeptTemplate;
const from = (template: string): NewSpace => ({
  name: "Campagne 2027",
  description: "",
  kind: "working_group",
  key: newId(),
  visibility: "private",
  confidentiality: "restricted",
  template,
});

describe("a template made by the network", () => {
  test("has one title a line, ignores empty lines, and rejects too many or too long lines", () => {
    expect(read().tasks).toEqual(["Choisir la cible", "Écrire l’appel"]);
    expect(templateActSchema.safeParse(filled({ threads: "fil\n".repeat(9) })).success).toBe(false);
    expect(templateActSchema.safeParse(filled({ tasks: "x".repeat(121) })).success).toBe(false);
  });

  test("is saved and changed only by the secretariat, with an audit entry", async () => {
    const form = read();
    await expect(saveTemplate(jmed, form)).rejects.toEqual(expect.objectContaining({ status: 404 }));
    await saveTemplate(secretariat, form);
    expect(await saveTemplate(secretariat, form)).toBe(true); // sent twice
    await saveTemplate(secretariat, { ...form, name: "Plaidoyer", version: 1 });
    const found = (await listOwnTemplates(jmed)).filter(({ id }) => id === form.template);
    expect(found).toMatchObject([{ name: "Plaidoyer", threads: ["Nos alliés"] }]);
    expect(await db.auditEntry.count({ where: { objectId: form.template } })).toBe(2);
    await expect(deleteTemplate(jmed, form.template)).rejects.toEqual(
      expect.objectContaining({ status: 404 }),
    );
  });

  test("is changed by one of two concurrent writers, and not from a form opened before its deletion", async () => {
    const form = read();
    await saveTemplate(secretariat, form);
    const changes = ["L’une", "L’autre"].map((name) =>
      saveTemplate(secretariat, { ...form, name, version: 1 }),
    );
    expect((await Promise.all(changes)).sort()).toEqual([false, true]);
    await deleteTemplate(secretariat, form.template);
    expect(await saveTemplate(secretariat, { ...form, name: "Trop tard", version: 2 })).toBe(false);
    expect((await listOwnTemplates(jmed)).filter(({ id }) => id === form.template)).toEqual([]);
  });

  test("seeds a space with tasks, threads and documents; a deleted template seeds nothing", async () => {
    const form = read();
    await saveTemplate(secretariat, form);
    const { id } = await createSpace(jmed, from(form.template), "fr");
    const where = { where: { spaceId: id } };
    const [tasks, threads, documents] = await Promise.all([
      db.spaceTask.findMany(where),
      db.thread.findMany(where),
      db.document.findMany(where),
    ]);
    expect(tasks.map(({ title }) => title).sort()).toEqual(["Choisir la cible", "Écrire l’appel"]);
    expect(threads.map(({ title }) => title)).toEqual(["Nos alliés"]);
    expect(documents.map(({ title }) => title)).toEqual(["L’appel"]);
    await deleteTemplate(secretariat, form.template);
    await deleteTemplate(secretariat, form.template);
    const bare = await createSpace(jmed, from(form.template), "fr");
    expect(await db.spaceTask.count({ where: { spaceId: bare.id } })).toBe(0);
  });
});
