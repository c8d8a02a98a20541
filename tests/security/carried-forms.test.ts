import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../process/databases";
import { copyDatabase, type TestDatabase } from "../support/database";
import { threadOf } from "../support/one-thread";
import { formsIn, type PageForm } from "../support/page-forms";
import { accountOf, personaOf, type Standing } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

/** What somebody filled in survives a session that ended, or a proof that grew old: without scripts, as the browser does it. */

let database: TestDatabase;
let portal: RunningTestPortal;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
}, 120_000);

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const ask = (text: string, values: unknown[] = []) => run(database.portalUrl, text, values);

/** The form of a page that has all these fields. */
async function formOf(answer: Response, path: string, ...names: string[]): Promise<PageForm> {
  const forms = formsIn(await answer.text(), path);
  const found = forms.find(({ fields }) => names.every((name) => fields.some(([known]) => known === name)));
  if (!found) throw new Error(`No form with ${names.join(", ")} on ${path}.`);
  return found;
}

const filled = (form: PageForm, values: Record<string, string>) =>
  new URLSearchParams([...form.fields.filter(([name]) => !(name in values)), ...Object.entries(values)]);

/** Sends a form and, where the answer says that it belongs elsewhere, sends it there, as a browser does. */
async function send(visitor: Visitor, path: string, fields: URLSearchParams) {
  const answer = await visitor.post(path, fields);
  expect(answer.status).toBe(307);
  const place = answer.headers.get("Location") ?? "";
  return { place, page: await visitor.post(place, fields) };
}

test("a post whose session has ended waits behind the sign-in, and is published by one more press", async () => {
  const account = accountOf("member") as NonNullable<ReturnType<typeof accountOf>>;
  const visitor = await signInAs(portal.url, account);
  const thread = await threadOf(visitor);
  const form = await formOf(await visitor.get(thread), thread, "body");
  const body = "Constat écrit pendant la coupure : « l’arrêté » n'est pas affiché.";
  await ask(`DELETE FROM "Session" WHERE "personId" = $1`, [await idOf("member")]);

  const fields = filled(form, { body });
  const { place, page } = await send(visitor, thread, fields);
  expect(place).toMatch(/^\/connexion\?/);
  const signIn = await formOf(page, place, "email", "password", "carried");
  const { email, password } = account;
  const back = await visitor.post(place, filled(signIn, { email, password }));
  const resumed = await formOf(back, place, "body");
  expect(resumed.action.replace(/\?.*/, "")).toBe(thread);
  const shown = await visitor.post(resumed.action, new URLSearchParams(resumed.fields));
  expect(await shown.text()).toContain("pendant la coupure");
  expect(await postsWith(body)).toBe(0);

  expect((await visitor.post(thread, fields)).status).toBe(302);
  expect(await postsWith(body)).toBe(1);
});

test("a mandate that was filled in while the proof grew old waits behind the password", async () => {
  const account = accountOf("focal point") as NonNullable<ReturnType<typeof accountOf>>;
  const visitor = await signInAs(portal.url, account);
  const [own] = await ask(
    `SELECT "organisationId" AS id FROM "Membership" WHERE "personId" = $1 AND "role" = 'focal_point'`,
    [await idOf("focal point")],
  );
  const path = `/mandats/nouveau?structure=${own?.id}`;
  const form = await formOf(await visitor.get(path), path, "person", "until");
  await ask(`UPDATE "Session" SET "provenAt" = now() - interval '1 hour' WHERE "personId" = $1`, [
    await idOf("focal point"),
  ]);

  const fields = filled(form, { from: "2026-12-01", until: "2027-11-30" });
  const { place, page } = await send(visitor, path, fields);
  expect(place).toMatch(/^\/compte\/confirmation\?/);
  const confirm = await formOf(page, place, "password", "carried");
  const wrong = await visitor.post(place, filled(confirm, { password: "ce n’est pas celui-ci" }));
  const again = await formOf(wrong, place, "password", "carried");
  const back = await visitor.post(place, filled(again, { password: account.password }));
  const resumed = await formOf(back, place, "person", "until");
  const shown = await visitor.post(resumed.action, new URLSearchParams(resumed.fields));
  const kept = await formOf(shown, path, "person", "until");
  expect(Object.fromEntries(kept.fields)).toMatchObject({ from: "2026-12-01", until: "2027-11-30" });
  expect(await mandates()).toBe(0);
});

test("a session whose proof has expired appoints no administrator and ends no mandate", async () => {
  const account = accountOf("secretariat") as NonNullable<ReturnType<typeof accountOf>>;
  const visitor = await signInAs(portal.url, account);
  await ask(`UPDATE "Session" SET "provenAt" = now() - interval '1 hour' WHERE "personId" = $1`, [
    await idOf("secretariat"),
  ]);
  const person = String(await idOf("member"));
  const [mandate] = await ask(`SELECT "id" FROM "Mandate" LIMIT 1`);
  const acts: [string, Record<string, string>][] = [
    [`/secretariat/personnes/${person}`, { what: "network-role", person, role: "administrator" }],
    [`/secretariat/effacements/${person}`, { email: personaOf("member").email }],
    [`/mandats/${mandate?.id}`, { reason: "fin" }],
  ];
  for (const [path, fields] of acts) {
    const answer = await visitor.post(path, fields);
    expect(answer.headers.get("Location"), path).toMatch(/^\/compte\/confirmation\?/);
  }
  const [row] = await ask(`SELECT "role", "erasedAt" FROM "Person" WHERE "id" = $1`, [person]);
  expect(row).toEqual({ role: null, erasedAt: null });
});

async function idOf(standing: Exclude<Standing, "nobody">): Promise<unknown> {
  const [row] = await ask(`SELECT "id" FROM "Person" WHERE "email" = $1`, [personaOf(standing).email]);
  return row?.id;
}

async function postsWith(body: string): Promise<number> {
  const [row] = await ask(`SELECT count(*)::int AS n FROM "Post" WHERE "body" = $1`, [body]);
  return Number(row?.n);
}

async function mandates(): Promise<number> {
  const [row] = await ask(`SELECT count(*)::int AS n FROM "Mandate" WHERE "until" = '2027-11-30'`);
  return Number(row?.n);
}
