import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeThread, viewerOf } from "../../tests/support/threads";
import { seal } from "../audit/seal.server";
import { verifyRecord } from "../audit/verify.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { saveDraft } from "../discussions/drafts-and-marks.server";
import { writePost } from "../discussions/posts.server";
import { slugOf } from "../http/addresses";
import { personalData } from "../portal.server";
import { now } from "../services/services.server";
import { chooseContributions, erasePerson, findErasureCase, listErasureRequests } from "./erasure.server";
import {
  exportPersonalData,
  requestErasure,
  summarisePersonalData,
  withdrawErasureRequest,
} from "./my-data.server";
import { registerPersonalData } from "./registry.server";

const { ports, urls } = useDatabase("demonstration");
const notTheirs = expect.objectContaining({ status: 404 });

let admin: Viewer;
let jmed: Viewer;

beforeAll(async () => {
  for (const room of personalData) registerPersonalData(room);
  admin = await viewerOf("secretariat.administration");
  jmed = await viewerOf("jmed.point-focal");
});

async function exported(viewer: Viewer, form: "json" | "html"): Promise<string> {
  let file = "";
  for await (const part of (await exportPersonalData(viewer, form, "fr")).parts) file += part;
  return file;
}

/** A person of the demonstration with data in every table that can hold some. */
async function leaveTraces(start: string) {
  const viewer = await viewerOf(start);
  const { id, name, email } = await db.person.findUniqueOrThrow({ where: { id: viewer.personId } });
  const { id: thread } = await makeThread(viewer, "Le premier mot est de moi.");
  const body = `Comme ${name} l’a dit, écrivez à ${email.toUpperCase()} ou voyez ${slugOf(name)}.`;
  await writePost(jmed, thread, { body, key: newId() });
  await saveDraft(viewer, thread, { body: "Ce que je n’ai pas dit" });
  const organisation = viewer.memberships[0]?.organisationId ?? "";
  const words = { id: newId(), organisationId: organisation };
  await db.organisationContact.create({ data: { ...words, name, email, position: 9 } });
  await db.profileChange.create({
    data: {
      id: newId(),
      organisationId: organisation,
      version: 99,
      act: "edited",
      at: new Date(),
      fields: { contacts: { before: [], after: [{ name, email }] } },
    },
  });
  await db.invitation.create({
    data: {
      id: newId(),
      email,
      name,
      createdById: admin.personId,
      idempotencyKey: newId(),
      createdAt: new Date(),
      expiresAt: new Date(),
      acceptedById: id,
      acceptedAt: new Date(),
    },
  });
  await db.accessRequest.create({
    data: {
      id: newId(),
      name,
      email,
      organisation: "Une organisation",
      message: "Moi",
      createdAt: new Date(),
    },
  });
  await db.$executeRaw`
    INSERT INTO "SearchWord" ("word", "sound", "length")
    SELECT word, sound_of(word), length(word) FROM words_of(${`${name} ${email}`}) AS w(word) ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO jobs.job (name, data) VALUES ('accounts.letter', ${JSON.stringify({ personId: id })}::jsonb),
      ('accounts.letter', ${JSON.stringify({ to: email })}::jsonb)`;
  await requestErasure(viewer);
  return { viewer, id, name, email, thread };
}

/** Every column of the whole database, of any type, that contains one of these words. */
async function placesOf(words: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: urls().ownerUrl });
  await client.connect();
  const { rows: columns } = await client.query<{ place: string; column: string; type: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS place, quote_ident(a.attname) AS "column", t.typname AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_type t ON t.oid = a.atttypid
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind = 'r'
       AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  const found: string[] = [];
  for (const { place, column, type } of columns) {
    // Bytes too: a document, or a key, that contains the words in UTF-8.
    const cell = type === "bytea" ? `encode(${column}, 'hex')` : `lower(${column}::text)`;
    for (const word of words) {
      const sought = type === "bytea" ? Buffer.from(word).toString("hex") : word.toLowerCase();
      const { rows } = await client.query(`SELECT 1 FROM ${place} WHERE strpos(${cell}, $1) > 0 LIMIT 1`, [
        sought,
      ]);
      if (rows.length > 0) found.push(`${place}.${column}: ${word}`);
    }
  }
  await client.end();
  return found;
}

describe("a person exports their data", () => {
  test("whole, as JSON: contributions, memberships, actions, and no credentials", async () => {
    const { viewer, name, email } = await leaveTraces("agadez.plaidoyer");
    const file = await exported(viewer, "json");
    const { tables } = JSON.parse(file);
    expect(tables.Person.rows).toEqual([expect.objectContaining({ name, email })]);
    expect(tables.Post.rows.map(({ body }: { body: string }) => body)).toContain(
      "Le premier mot est de moi.",
    );
    expect(tables.Draft.rows).toEqual([expect.objectContaining({ body: "Ce que je n’ai pas dit" })]);
    expect(tables.Membership.rows.length).toBeGreaterThan(0);
    expect(tables.AuditEntry.rows.map(({ action }: { action: string }) => action)).toContain(
      "thread.started",
    );
    const { passwordHash } = await db.person.findUniqueOrThrow({ where: { email } });
    expect(passwordHash).toMatch(/^\$argon2id/);
    expect(file).not.toContain(passwordHash);
    expect(file).not.toContain(viewer.sessionId);
    expect(await db.auditEntry.count({ where: { personId: viewer.personId, action: "data.exported" } })).toBe(
      1,
    );
  });

  test("as a static page: typed content cannot run as a script in it", async () => {
    const { viewer, thread } = await leaveTraces("agadez.terrain");
    await writePost(viewer, thread, { body: `<script>alert("x")</script>`, key: newId() });
    const body = await exported(viewer, "html");
    expect(body).toContain("Mes organisations");
    expect(body).not.toContain("<script");
    expect(body).toContain("&#60;script&#62;");
  });

  test("and sees the amount of data beforehand", async () => {
    const { sections } = await summarisePersonalData(jmed, "fr");
    const labels = sections.map(({ label }) => label);
    expect(labels).toContain("Messages");
    expect(labels.filter((label) => /^[A-Z][a-z]+[A-Z]|\./.test(label))).toEqual([]);
  });
});

test("an erasure request is made once, and can be withdrawn", async () => {
  const before = (await listErasureRequests(admin)).requests.length;
  await Promise.all([requestErasure(jmed)]);
  await requestErasure(jmed);
  expect((await listErasureRequests(admin)).requests).toHaveLength(before + 1);
  await withdrawErasureRequest(jmed);
  expect((await listErasureRequests(admin)).requests).toHaveLength(before);
});

test("only an administrator erases, and never themselves", async () => {
  const moderator = await viewerOf("secretariat.moderation");
  for (const viewer of [jmed, moderator]) {
    await expect(erasePerson(viewer, admin.personId)).rejects.toEqual(notTheirs);
    await expect(findErasureCase(viewer, admin.personId)).rejects.toEqual(notTheirs);
    await expect(listErasureRequests(viewer)).rejects.toEqual(notTheirs);
    await expect(chooseContributions(viewer, "remove")).rejects.toEqual(notTheirs);
  }
  await expect(erasePerson(admin, admin.personId)).rejects.toEqual(notTheirs);
  await expect(erasePerson(admin, newId())).rejects.toEqual(notTheirs);
});

test("without a recent proof of identity, no person is erased", async () => {
  const person = await db.person.findFirstOrThrow({ where: { email: { startsWith: "tahoua" } } });
  const provenAt = new Date(now().getTime() - 11 * 60_000);
  for (const sign of [admin.sign && { ...admin.sign, provenAt }, undefined]) {
    await expect(erasePerson({ ...admin, sign }, person.id)).rejects.toMatchObject({ status: 302 });
  }
  expect(await db.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ erasedAt: null });
});

describe.each(["keep", "remove"] as const)("once erased, with contributions to %s", (contributions) => {
  const start = { keep: "tahoua.formation", remove: "zinder.coordination" }[contributions];
  let left: Awaited<ReturnType<typeof leaveTraces>>;
  const forgotten: string[] = [];

  beforeAll(async () => {
    left = await leaveTraces(start);
    ports.mailer.forget = async (address) => void forgotten.push(address);
    await seal("everything");
    await chooseContributions(admin, contributions);
    await erasePerson(admin, left.id);
  });

  test("the database contains neither the name nor the address, in any type of column", async () => {
    expect(await placesOf([left.name, left.email, slugOf(left.name)])).toEqual([]);
    expect(forgotten).toEqual([left.email]);
  });

  test("the audit record is unchanged, keeps the id, and names the administrator", async () => {
    await seal("everything");
    expect((await verifyRecord()).faults).toEqual([]);
    expect(await db.auditEntry.count({ where: { personId: left.id } })).toBeGreaterThan(2);
    expect(
      await db.auditEntry.findFirst({ where: { action: "person.erased", objectId: left.id } }),
    ).toMatchObject({
      personId: admin.personId,
      details: { contributions },
    });
  });

  test("no credentials work any more, and no data of theirs alone is left", async () => {
    const person = await db.person.findUniqueOrThrow({ where: { id: left.id } });
    expect(person).toMatchObject({ name: "Ancien membre", passwordHash: null, role: null, function: null });
    expect(person.rights).toBeGreaterThan(left.viewer.rights);
    for (const count of [
      db.session.count({ where: { personId: left.id } }),
      db.membership.count({ where: { personId: left.id } }),
      db.draft.count({ where: { personId: left.id } }),
      db.personIndex.count({ where: { personId: left.id } }),
    ]) {
      expect(await count).toBe(0);
    }
    await expect(erasePerson(admin, left.id)).rejects.toEqual(notTheirs);
  });

  test("contributions are attributed to a former member, or removed with their position kept", async () => {
    const own = await db.post.findMany({ where: { authorId: left.id } });
    expect(own.length).toBeGreaterThan(1);
    const words = own.filter(({ body }) => body !== "");
    if (contributions === "keep")
      expect(words.map(({ body }) => body)).toContain("Le premier mot est de moi.");
    else expect(words).toEqual([]);
    const others = await db.post.findFirstOrThrow({
      where: { threadId: left.thread, authorId: jmed.personId },
    });
    expect(others.body).toBe("Comme Ancien membre l’a dit, écrivez à — ou voyez ancien-membre.");
    const thread = await db.thread.findUniqueOrThrow({ where: { id: left.thread } });
    const visible = await db.post.count({ where: { threadId: left.thread, state: "visible" } });
    expect(thread.postCount).toBe(visible);
  });
});

test("a name that others share is kept: in their data, in names of spaces and in the words of others", async () => {
  const other = await db.person.findFirstOrThrow({ where: { email: { startsWith: "agadez.plaidoyer" } } });
  const space = await db.space.findFirstOrThrow({ where: { kind: { not: "network" } } });
  const words = space.name.split(" ").slice(0, 2).join(" ");
  const organisationId = jmed.memberships[0]?.organisationId ?? "";
  for (const [start, name] of [
    ["partenaire.invitee", other.name],
    ["expert.invite", words],
  ] as const) {
    const person = await db.person.findFirstOrThrow({ where: { email: { startsWith: start } } });
    await db.person.update({ where: { id: person.id }, data: { name } });
    const { id: thread } = await makeThread(jmed, `On parle de ${name}.`);
    const change = newId();
    await db.profileChange.create({
      data: {
        id: change,
        organisationId,
        version: 98,
        act: "edited",
        at: new Date(),
        fields: { contacts: { before: [], after: [{ name, email: person.email }] } },
      },
    });
    expect(await findErasureCase(admin, person.id)).toMatchObject({ alone: false });
    await erasePerson(admin, person.id);
    expect(await db.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
      name: "Ancien membre",
    });
    expect(await db.post.count({ where: { threadId: thread, body: `On parle de ${name}.` } })).toBe(1);
    expect(await placesOf([person.email])).toEqual([]);
    const { fields } = await db.profileChange.findUniqueOrThrow({ where: { id: change } });
    expect(fields).toEqual({ contacts: { before: [], after: [{ name: "Ancien membre", email: "—" }] } });
    await db.profileChange.delete({ where: { id: change } });
  }
  expect(await db.person.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ name: other.name });
  expect(await db.space.findUniqueOrThrow({ where: { id: space.id } })).toMatchObject({ name: space.name });
});

test("an erasure that fails midway is rolled back", async () => {
  const { id, name, email } = await leaveTraces("niamey.juristes").catch(async () => {
    const person = await db.person.findFirstOrThrow({ where: { email: { startsWith: "niamey" } } });
    return person;
  });
  const failing = { holdings: [], erase: () => Promise.reject(new Error("in the middle")) };
  registerPersonalData(failing);
  await expect(erasePerson(admin, id)).rejects.toThrow("in the middle");
  expect(await db.person.findUniqueOrThrow({ where: { id } })).toMatchObject({ name, email, erasedAt: null });
  expect(await db.membership.count({ where: { personId: id } })).toBeGreaterThan(0);
});
