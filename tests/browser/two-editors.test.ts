import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { browsing, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { freePort } from "../support/free-port";
import { buildNewerEditor } from "../support/newer-editor";
import { personaCalled } from "../support/personas";
import { startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const { open } = browsing();
let database: TestDatabase;
let newer: { folder: string; remove: () => Promise<void> };

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  newer = await buildNewerEditor();
}, 300_000);

afterAll(async () => {
  await newer?.remove();
  await database?.drop();
});

const sheet = ({ page }: Tab) => page.locator(".ProseMirror");
const state = async ({ page }: Tab, words: string | RegExp) =>
  await page.locator(".desk-head .save-state").getByText(words).waitFor();

/** Somebody's caret may stand between two letters. */
const shows = async (tab: Tab, words: string) =>
  await vi.waitFor(async () => {
    expect((await sheet(tab).innerText()).replaceAll("\u2060", "")).toContain(words);
  }, 15_000);

/** Begins a text as somebody without a second factor: both tests share a database, where a code works once. */
async function begin(base: string, title: string): Promise<string> {
  const author = await signInAs(base, personaCalled("jmed.point-focal"));
  const begun = await author.post("/textes/nouveau", { title, key: crypto.randomUUID() });
  expect(begun.status).toBe(302);
  return (begun.headers.get("Location") ?? "").replace(/\/ecrire$/, "");
}

async function openText(base: string, who: string, path: string): Promise<Tab> {
  const tab = await open({ base, as: personaCalled(who) });
  await tab.go(`${path}/ecrire`);
  await tab.page.locator(".ProseMirror[contenteditable=true]").waitFor();
  return tab;
}

async function type(tab: Tab, words: string): Promise<void> {
  await sheet(tab).click();
  await tab.page.keyboard.press("Control+End");
  await tab.page.keyboard.type(words);
}

/** Puts in what only the newer editor knows, between two paragraphs: alone, its words would go into the one there. */
async function insertCallout({ page }: Tab, words: string): Promise<void> {
  await page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector(".ProseMirror")?.dispatchEvent(paste);
  }, `<p>Avant.</p><div data-callout>${words}</div><p>Après.</p>`);
  await page.locator(".ProseMirror [data-callout]", { hasText: words }).waitFor();
}

test("two versions of the portal side by side, then the old one replaced: nothing vanishes, and what waits is sent", async () => {
  const urls = { databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl };
  const env = { PORT: String(await freePort()) };
  const old = await startPortal({ ...urls, env });
  const next = await startPortal({ ...urls, root: newer.folder });
  const path = await begin(old.url, "Deux éditeurs");

  const before = await openText(old.url, "jmed.point-focal", path);
  await type(before, "Les mots de l’ancien. ");
  await state(before, "Enregistré");

  // The newer editor comes: from that moment the older one lets go, before it is shown what it would delete.
  const after = await openText(next.url, "agadez.plaidoyer", path);
  await before.page.getByText("Le portail a été mis à jour").waitFor();
  expect(await sheet(before).count()).toBe(0);
  await type(after, "Les mots du nouveau. ");
  await after.page.keyboard.press("Enter");
  await insertCallout(after, "Attention");
  await state(after, "Enregistré");

  // Words that the older one holds when it learns of it are kept for the newer one.
  const late = await open({ base: old.url, as: personaCalled("tahoua.formation") });
  await late.go(`${path}/ecrire`);
  await late.page.getByText("Le portail a été mis à jour").waitFor();
  await old.stop();
  await startPortal({ ...urls, root: newer.folder, env });
  await before.page.getByRole("button", { name: "Recharger la page" }).click();
  await before.page.locator(".ProseMirror [data-callout]", { hasText: "Attention" }).waitFor();
  await type(before, "Et la suite.");
  await state(before, "Enregistré");
  for (const words of ["Les mots de l’ancien.", "Les mots du nouveau.", "Attention", "Et la suite."]) {
    await shows(after, words);
  }
  expect(await sheet(after).locator("[data-callout]").count()).toBe(1);
  for (const tab of [before, late]) tab.forgive(/ERR_CONNECTION|WebSocket|status of 50/);
}, 180_000);

test("words typed in an old page while the server is away survive an update of the portal", async () => {
  const urls = { databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl };
  const env = { PORT: String(await freePort()) };
  const old = await startPortal({ ...urls, env });
  const path = await begin(old.url, "Mise à jour");
  const tab = await openText(old.url, "jmed.point-focal", path);
  await type(tab, "Avant. ");
  await state(tab, "Enregistré");
  await old.kill();
  await state(tab, "Hors ligne");
  await tab.page.keyboard.type("Pendant.");
  const renewed = await startPortal({ ...urls, root: newer.folder, env });
  // A newer editor writes first, so that the old page may not any more.
  const colleague = await openText(renewed.url, "agadez.plaidoyer", path);
  await insertCallout(colleague, "Nouveau");
  await state(colleague, "Enregistré");
  await tab.page.getByRole("button", { name: "Recharger la page" }).click();
  // Where they come to stand beside what was pasted meanwhile is Yjs's to say; that they are there is ours.
  await shows(tab, "Pendant.");
  await state(tab, "Enregistré");
  await shows(colleague, "Pendant.");
  expect(await sheet(tab).locator("[data-callout]").count()).toBe(1);
  tab.forgive(/ERR_CONNECTION|WebSocket|status of 50/);
}, 180_000);
