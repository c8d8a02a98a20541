import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unpackForm } from "../../app/http/carried-form";
import { run } from "../process/databases";
import { copyDatabase, type TestDatabase } from "../support/database";
import { threadOf } from "../support/one-thread";
import { accountOf, personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

/** What somebody wrote comes back with a refusal, without scripts. */

let database: TestDatabase;
let portal: RunningTestPortal;
let member: Visitor;
let thread: string;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  member = await signInAs(portal.url, accountOf("member"));
  thread = await threadOf(member);
}, 120_000);

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

/** Freezes the member's organisations, or ends that. */
async function freeze(frozen: boolean): Promise<void> {
  await run(
    database.ownerUrl,
    `UPDATE "Admission" SET "frozenAt" = ${frozen ? "now()" : "NULL"} WHERE "organisationId" IN (
       SELECT m."organisationId" FROM "Membership" m JOIN "Person" p ON p."id" = m."personId" WHERE p."email" = $1)`,
    [personaOf("member").email],
  );
}

/** The fields by which a form is shown again after signing in (app/http/carried-form.ts). */
const shownAgain = Object.fromEntries(unpackForm("").filter(([name]) => name.startsWith("__")));
const form = (words: Record<string, string>) => ({ key: randomUUID(), ...words });
const textOf = async (answer: Response) => (await answer.text()).replaceAll("&#39;", "'");

describe("of an organisation that was frozen while its person wrote", () => {
  test("a post is refused with its words, and they stay to be read in the thread", async () => {
    const body = `Écrit avant le gel ${randomUUID()}`;
    await freeze(true);
    const answer = await member.post(thread, form({ body }));
    const page = await textOf(answer);
    expect(answer.status).toBe(403);
    expect(page).toContain(body);
    expect(page).toContain("gelée");
    const later = await member.get(thread);
    expect(later.status).toBe(200);
    expect(await textOf(later)).toContain(body);
    await freeze(false);
    // Thawed, one goes on with them.
    expect(await textOf(await member.get(thread))).toMatch(new RegExp(`<textarea[^>]*>\\s*${body}`));
  });

  test("so are the words of an edit", async () => {
    const sent = await member.post(thread, form({ body: "À modifier" }));
    const post = /message-([\w-]{36})/.exec(sent.headers.get("Location") ?? "")?.[1];
    const path = `/fils/${thread.split("/")[2]?.slice(0, 36)}/messages/${post}`;
    const body = `Modifié ${randomUUID()}`;
    await freeze(true);
    const answer = await member.post(path, { body });
    expect(answer.status).toBe(403);
    expect(await textOf(answer)).toContain(body);
    expect((await member.get(path)).status).toBe(403);
    await freeze(false);
  });

  test.each(["/themes", "/espaces"])("so are title and words of a thread begun under %s", async (list) => {
    const page = await textOf(await member.get(list));
    const [, place] = new RegExp(`href="(${list}/[\\w-]{36}[^"/?]*)"`).exec(page) ?? [];
    const words = { title: `Titre ${randomUUID()}`, body: `Texte ${randomUUID()}` };
    await freeze(true);
    const answer = await member.post(`${place}/fils/nouveau`, form(words));
    const shown = await textOf(answer);
    expect(answer.status).toBe(403);
    for (const word of Object.values(words)) expect(shown).toContain(word);
    expect((await member.get(`${place}/fils/nouveau`)).status).toBe(403);
    await freeze(false);
  });
});

describe("of a thread that became unreadable while somebody wrote", () => {
  const unknown = `/fils/${randomUUID()}`;
  let withdrawn: string;

  beforeAll(async () => {
    const theme = /href="(\/themes\/[\w-]{36}[^"/?]*)"/.exec(await textOf(await member.get("/themes")))?.[1];
    const title = `Fil retiré ${randomUUID()}`;
    const begun = await member.post(`${theme}/fils/nouveau`, form({ title, body: "Premier" }));
    withdrawn = begun.headers.get("Location")?.replace(/#.*/, "") ?? "";
    await run(database.ownerUrl, `UPDATE "Thread" SET "state" = 'trashed' WHERE "title" = $1`, [title]);
    expect((await member.get(withdrawn)).status).toBe(404);
  });

  test.each([
    ["a post", (body: string) => form({ body })],
    ["one shown again after signing in", (body: string) => ({ ...form({ body }), ...shownAgain })],
    ["one that is too long", (body: string) => form({ body: body + " a".repeat(10_000) })],
  ])("%s comes back with its words, and the answer tells nothing of the thread", async (_name, fields) => {
    const body = `Écrit à temps <b> & ${randomUUID()}`;
    const pages: string[] = [];
    for (const path of [withdrawn, unknown]) {
      const answer = await member.post(path, fields(body));
      expect(answer.status).toBe(404);
      pages.push(await textOf(answer));
    }
    for (const page of pages) {
      expect(page).toMatch(/<textarea[^>]*readonly[^>]*>\s*Écrit à temps &lt;b(>|&gt;) &amp; /i);
      expect(page).toContain("Voici ce que vous avez écrit");
      expect(page).not.toContain("Fil retiré");
    }
  });
});

test("who exports again and again is asked to wait, in a sentence, and others are not", async () => {
  const hasty = await signInAs(portal.url, accountOf("focal point"));
  const answers: Response[] = [];
  for (let sent = 0; sent < 21; sent++) {
    const answer = await hasty.post(sent % 2 ? "/annuaire/export?q=oim" : "/compte/mes-donnees/fichier", {
      form: "json",
    });
    answers.push(answer);
    if (sent < 20) await answer.arrayBuffer();
  }
  expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(200));
  const last = answers[20] as Response;
  expect([last.status, Number(last.headers.get("Retry-After"))]).toEqual([429, expect.any(Number)]);
  expect(await textOf(last)).toMatch(
    /<html lang="fr">[\s\S]*Trop d’exports à la suite[\s\S]*Réessayez dans une minute/,
  );
  expect((await member.post("/annuaire/export?q=oim", {})).status).toBe(200);
});

test("who posts faster than a person can is asked to wait, and keeps the words", async () => {
  const hasty = await signInAs(portal.url, accountOf("focal point"));
  const answers: Response[] = [];
  for (let sent = 0; sent < 31; sent++)
    answers.push(await hasty.post(thread, form({ body: `Message ${sent}.` })));
  expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(302));
  expect(answers[30]?.status).toBe(429);
  const page = await textOf(answers[30] as Response);
  expect(page).toContain("Message 30.");
  expect(page).toContain("Attendez une minute");
  // Others are not slowed.
  expect((await member.post(thread, form({ body: "Un autre" }))).status).toBe(302);
});

test("words that show nothing are refused as empty, as a post and as a title", async () => {
  for (const blank of ["\u2800\u3164", "\u200e"]) {
    const answer = await member.post(thread, form({ body: blank }));
    expect(answer.status).toBe(400);
    expect(await textOf(answer)).toContain("Écrivez quelque chose");
  }
});

test("what people write takes the direction of its own letters", async () => {
  const [title, body] = ["نداء إلى الأعضاء", "رسالة بالعربية حول المهاجرين."];
  const themes = await textOf(await member.get("/themes"));
  const [, theme] = /href="(\/themes\/[\w-]{36}[^"/?]*)"/.exec(themes) ?? [];
  const begun = await member.post(
    `${theme}/fils/nouveau`,
    form({ title, body: `${body}\n\n> ${body}\n\n- ${body}` }),
  );
  const page = await textOf(await member.get(begun.headers.get("Location") ?? ""));
  expect(page).toMatch(new RegExp(`<h1[^>]* dir="auto"[^>]*>${title}`));
  for (const tag of ["p", "li"]) expect(page).toMatch(new RegExp(`<${tag} dir="auto">${body}`));
  expect(page).toMatch(/<blockquote dir="auto">/);
  expect(await textOf(await member.get("/fils"))).toMatch(new RegExp(`dir="auto"[^>]*><a[^>]*>${title}`));
});
