import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

let database: TestDatabase;
let portal: RunningTestPortal;
let member: Visitor;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  member = await signInAs(portal.url, accountOf("member"));
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const page = async (path: string, headers: Record<string, string> = {}) =>
  await (await member.get(path, headers)).text();
const hasScripts = (html: string) => /<script\b|rel="modulepreload"/.test(html);

test("a browser that saves data gets pages without scripts, and is told what was saved", async () => {
  expect(hasScripts(await page("/"))).toBe(true);
  const light = await page("/", { "Save-Data": "on" });
  expect(hasScripts(light)).toBe(false);
  expect(light).toContain("Quitter le mode léger");
  expect(light).toMatch(/\d+.Ko de moins/u);
});

test("the choice of a person stands above the browser's, in both directions", async () => {
  await member.post("/mode-leger", { light: "on", returnTo: "/fils" });
  expect(hasScripts(await page("/"))).toBe(false);
  await member.post("/mode-leger", { light: "off", returnTo: "/fils" });
  expect(hasScripts(await page("/", { "Save-Data": "on" }))).toBe(true);
});

test("a page that is asked for its script has it in the light mode too", async () => {
  await member.post("/mode-leger", { light: "on", returnTo: "/" });
  expect(hasScripts(await page("/connexion"))).toBe(false);
  const [, document = ""] = /href="(\/textes\/[0-9a-f-]{36}[^"/]*)"/.exec(await page("/textes")) ?? [];
  expect(hasScripts(await page(document))).toBe(false);
  expect(hasScripts(await page(`${document}/ecrire`))).toBe(true);
});

test("a choice that is none is refused, and no other site is returned to", async () => {
  expect((await member.post("/mode-leger", { light: "maybe" })).status).toBe(400);
  const answer = await member.post("/mode-leger", { light: "off", returnTo: "https://evil.example/" });
  expect(answer.headers.get("Location")).toBe("/");
});
