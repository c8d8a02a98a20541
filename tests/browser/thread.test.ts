import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../process/databases";
import { browsing, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { threadOf } from "../support/one-thread";
import { accountOf, personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const { open } = browsing();
let database: TestDatabase;
let portal: RunningTestPortal;
let thread: string;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  thread = await threadOf(await signInAs(portal.url, accountOf("member")));
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

/** Somebody in the thread, with the live connection standing. */
async function inThread(standing: "member" | "focal point", tab?: Tab): Promise<Tab> {
  const made = tab ?? (await open({ base: portal.url, as: accountOf(standing) }));
  const connected = made.page.waitForEvent("websocket");
  await made.go(thread);
  await settled(made);
  await connected;
  return made;
}

const box = ({ page }: Tab) => page.locator("#message");
const posts = ({ page }: Tab) => page.locator(".post");
const publish = ({ page }: Tab) => page.getByRole("button", { name: "Publier" }).click();
const saying = (tab: Tab, words: string) => posts(tab).filter({ hasText: words });
const words = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
/** What a browser says of a line that is cut, and of a portal that is not there. */
const cutLine =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_SOCKET|WebSocket|Failed to fetch|status of (409|5\d\d|40[13])|net::/;

/** Something that happens once, to be waited for. */
function latch(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** What the server keeps of what begins so. */
async function draftsOf(start: string): Promise<string[]> {
  const rows = await run(database.portalUrl, `SELECT "body" FROM "Draft" WHERE starts_with("body", $1)`, [
    start,
  ]);
  return rows.map(({ body }) => String(body));
}

async function write(tab: Tab, text: string): Promise<void> {
  await box(tab).fill(text);
  await publish(tab);
  await saying(tab, text).waitFor();
}

test("what one writes the other reads at once; each sees who is there, and who is writing", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  for (const { page } of [one, other]) await page.locator(".present", { hasText: "2 personnes" }).waitFor();
  const requested: string[] = [];
  other.page.on("request", (request) => requested.push(request.url()));
  const text = words("En direct");
  await box(one).pressSequentially(text);
  await other.page.locator(".typing", { hasText: "écrit…" }).waitFor();
  await publish(one);
  await saying(other, text).waitFor();
  // The words came with the change.
  expect(requested.filter((url) => url.includes("/changements"))).toEqual([]);
  // Long before one who falls silent is forgotten.
  await other.page.locator(".typing", { hasText: "écrit…" }).waitFor({ state: "hidden", timeout: 2_000 });
  await expect.poll(() => box(one).inputValue()).toBe("");
  expect(await saying(one, text).count()).toBe(1);
});

test("after a cut one catches up with what was written, changed and deleted, without a reload", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  const [doomed, missed] = [words("À supprimer"), words("Pendant la coupure")];
  await write(one, doomed);
  await saying(other, doomed).waitFor();
  await other.page.evaluate(() => document.body.setAttribute("data-same-page", ""));
  await other.context.setOffline(true);
  await write(one, missed);
  await saying(one, doomed).locator("summary.post-act").click();
  await saying(one, doomed)
    .getByRole("link", { name: /Supprimer/ })
    .click();
  await one.page.getByRole("button", { name: "Supprimer" }).click();
  await saying(one, missed).waitFor();
  await other.context.setOffline(false);
  await saying(other, missed).waitFor();
  await expect.poll(() => saying(other, doomed).count()).toBe(0);
  expect(await other.page.locator("body[data-same-page]").count()).toBe(1);
  other.forgive(cutLine);
});

test("what is written while one catches up is not missed", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  await one.page.locator(".present", { hasText: "2 personnes" }).waitFor();
  const [answered, released] = [latch(), latch()];
  // The first answer is on its way until the second change is made and told.
  let asked = 0;
  await one.page.route("**/changements?*", async (route) => {
    asked += 1;
    if (asked > 1) return await route.continue();
    const response = await route.fetch();
    answered.open();
    await released.opened;
    await route.fulfill({ response });
  });
  const [first, second] = [words("Le premier"), words("Le second")];
  await one.context.setOffline(true);
  await write(other, first);
  const again = one.page.waitForEvent("websocket");
  await one.context.setOffline(false);
  const socket = await again;
  await answered.opened;
  const told = socket.waitForEvent("framereceived", ({ payload }) => payload.includes("thread:changed"));
  await write(other, second);
  await told;
  released.open();
  await saying(one, first).waitFor();
  await saying(one, second).waitFor();
  one.forgive(cutLine);
});

test("one word about a post shows in the other browser, and is taken back", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  const text = words("À approuver");
  await write(one, text);
  const agreed = (tab: Tab) => saying(tab, text).getByRole("button", { name: "D’accord" });
  expect(await agreed(other).count()).toBe(0);
  await saying(other, text).getByText("Réagir", { exact: true }).click();
  await agreed(other).click();
  await expect.poll(() => agreed(one).innerText()).toMatch(/D’accord\s*1/);
  expect(await agreed(one).getAttribute("aria-pressed")).toBe("false");
  await expect.poll(() => agreed(other).getAttribute("aria-pressed")).toBe("true");
  await agreed(other).click();
  await expect.poll(() => agreed(one).count()).toBe(0);
});

test("the actions of a post are one button, closed by Escape and by a click elsewhere", async () => {
  const one = await inThread("member");
  const text = words("À modifier");
  await write(one, text);
  const opener = saying(one, text).locator("summary.post-act");
  const change = saying(one, text).getByRole("link", { name: "Modifier" });
  await opener.click();
  expect(await change.isVisible()).toBe(true);
  await one.page.keyboard.press("Escape");
  expect(await change.count()).toBe(0);
  expect(await opener.evaluate((summary) => summary === document.activeElement)).toBe(true);
  await opener.press("Enter");
  await change.waitFor();
  await one.page.getByRole("heading", { level: 1 }).click();
  expect(await change.count()).toBe(0);
});

test("a draft outlives the closed page, on the server: it is there on another device", async () => {
  const one = await inThread("member");
  const text = words("Brouillon");
  await box(one).fill(text);
  await one.page.getByText("Brouillon gardé").waitFor();
  await one.page.close();
  const elsewhere = await open({ base: portal.url, as: accountOf("member") });
  await elsewhere.go(thread);
  expect(await box(elsewhere).inputValue()).toBe(text);
  await publish(elsewhere);
  await saying(elsewhere, text).waitFor();
});

test("a draft written offline outlives the closed page, on the device", async () => {
  const one = await inThread("member");
  const text = words("Hors ligne");
  await one.context.setOffline(true);
  await box(one).fill(text);
  await one.page.getByText("gardé sur cet appareil").first().waitFor();
  await one.page.close();
  await one.context.setOffline(false);
  const page = await one.context.newPage();
  await page.goto(thread);
  await expect.poll(() => page.locator("#message").inputValue()).toBe(text);
  await page.getByRole("button", { name: "Publier" }).click();
  await page.locator(".post", { hasText: text }).waitFor();
  one.forgive(cutLine);
});

test("two tabs of one thread keep two drafts, and one is offered the other", async () => {
  const one = await inThread("member");
  const other = await one.context.newPage();
  await other.goto(thread);
  const [first, second] = [words("Premier onglet"), words("Second onglet")];
  await box(one).fill(first);
  await one.page.getByText("Brouillon gardé").waitFor();
  await other.locator("#message").fill(second);
  await other.getByText("Brouillon gardé").waitFor();
  await box(one).pressSequentially(", et la suite");
  await expect.poll(async () => await draftsOf(first)).toEqual([`${first}, et la suite`]);
  expect(await draftsOf(second)).toEqual([second]);
  await one.page.reload();
  expect(await box(one).inputValue()).toBe(`${first}, et la suite`);
  await one.page.getByText("Un autre brouillon").click();
  await one.page.locator(".kept-words", { hasText: second }).waitFor();
  await one.page.getByRole("link", { name: "Reprendre ce texte" }).click();
  await expect.poll(() => box(one).inputValue()).toBe(second);
  await publish(one);
  await saying(one, second).waitFor();
  expect([await draftsOf(second), await draftsOf(first)]).toEqual([[], [`${first}, et la suite`]]);
  await one.page.reload();
  await box(one).fill("");
  await expect.poll(async () => await draftsOf(first)).toEqual([]);
});

test("two tabs without a connection each keep their own on the device", async () => {
  const one = await inThread("focal point");
  const other = await one.context.newPage();
  await other.goto(thread);
  await one.context.setOffline(true);
  const [first, second] = [words("Premier hors ligne"), words("Second hors ligne")];
  await box(one).fill(first);
  await one.page.getByText("gardé sur cet appareil").first().waitFor();
  await other.locator("#message").fill(second);
  await other.getByText("gardé sur cet appareil").first().waitFor();
  await other.close();
  await one.page.close();
  await one.context.setOffline(false);
  const page = await one.context.newPage();
  await page.goto(thread);
  const field = page.locator("#message");
  // The latest first.
  for (const text of [second, first]) {
    await expect.poll(() => field.inputValue()).toBe(text);
    await page.getByRole("button", { name: "Publier" }).click();
    await page.locator(".post", { hasText: text }).waitFor();
    await page.reload();
  }
  one.forgive(cutLine);
});

test("a message sent without a connection is sent by itself, once, when the line is back", async () => {
  const one = await inThread("member");
  const text = words("En attente");
  await one.context.setOffline(true);
  await box(one).fill(text);
  await publish(one);
  await one.page.getByText("attend d’être envoyé").waitFor();
  await one.page.getByText("Hors ligne :").waitFor();
  expect(await box(one).getAttribute("readonly")).not.toBeNull();
  await one.context.setOffline(false);
  await saying(one, text).waitFor();
  await expect.poll(() => box(one).inputValue()).toBe("");
  expect(await one.page.getByText("Hors ligne :").count()).toBe(0);
  const sql = `SELECT count(*)::int AS "n" FROM "Post" WHERE "body" = $1`;
  expect(await run(database.portalUrl, sql, [text])).toEqual([{ n: 1 }]);
  one.forgive(cutLine);
});

test("a message that waits to be sent can be cancelled before, and is a draft again", async () => {
  const one = await inThread("member");
  const text = words("Finalement non");
  await one.context.setOffline(true);
  await box(one).fill(text);
  await publish(one);
  await one.page.getByRole("button", { name: "Annuler l’envoi" }).click();
  expect(await box(one).getAttribute("readonly")).toBeNull();
  await one.context.setOffline(false);
  await expect.poll(() => draftsOf(text)).toEqual([text]);
  expect(await one.page.getByText("attend d’être envoyé").count()).toBe(0);
  expect(await saying(one, text).count()).toBe(0);
  await box(one).fill("");
  one.forgive(cutLine);
});

test("a reply quotes in a block; when the quoted message goes, open pages show nothing of it", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  const [asked, answered] = [words("Une question"), words("Une réponse")];
  await write(one, asked);
  await saying(other, asked).waitFor();
  await saying(other, asked).hover();
  await saying(other, asked)
    .getByRole("link", { name: /^Répondre/ })
    .click();
  await other.page.locator(".write-form .quoted").getByText(asked).waitFor();
  expect(await box(other).inputValue()).toBe("");
  await box(other).fill(answered);
  await publish(other);
  const reply = posts(one).filter({ hasText: answered });
  await reply.locator(".quoted").getByText(asked).waitFor();
  await expect.poll(() => other.page.locator(".write-form .quoted").count()).toBe(0);
  await run(database.ownerUrl, `UPDATE "Post" SET "state" = 'hidden' WHERE "body" = $1`, [asked]);
  await one.page.reload();
  await reply.getByText("n’est plus visible").waitFor();
  expect(await one.page.content()).not.toContain(asked);
});

test("the buttons above the text box format the selected words", async () => {
  const one = await inThread("member");
  await box(one).fill("un mot");
  await box(one).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 6));
  await one.page.getByRole("button", { name: "Gras" }).click();
  expect(await box(one).inputValue()).toBe("un **mot**");
  await box(one).press("Control+b");
  expect(await box(one).inputValue()).toBe("un mot");
  await box(one).fill("");
});

test("title and text of a thread that is not there yet outlive a reload, and go once it is", async () => {
  const one = await open({ base: portal.url, as: accountOf("member") });
  await one.go("/themes");
  const theme = await one.page.locator("main a[href^='/themes/']").first().getAttribute("href");
  const form = `${theme}/fils/nouveau`;
  const [title, text] = [words("Titre"), words("Texte")];
  const field = (name: string) => one.page.locator(`main [name="${name}"]`);
  await one.go(form);
  await settled(one);
  await field("title").fill(title);
  await field("body").fill(text);
  await one.page.getByText("Gardé sur cet appareil").waitFor();
  await one.page.reload();
  await expect.poll(() => field("title").inputValue()).toBe(title);
  expect(await field("body").inputValue()).toBe(text);
  await one.page.getByRole("button", { name: "Publier" }).click();
  await saying(one, text).waitFor();
  await settled(one);
  await one.go(form);
  await settled(one);
  expect(await field("title").inputValue()).toBe("");
  expect(await field("body").inputValue()).toBe("");
});

test("printed, a thread shows no buttons, and when exactly each message was written", async () => {
  const one = await inThread("member");
  const text = words("À imprimer");
  await write(one, text);
  await one.page.emulateMedia({ media: "print" });
  expect(await saying(one, text).locator(".reaction").first().isVisible()).toBe(false);
  expect(await one.page.locator("button:visible").count()).toBe(0);
  const time = saying(one, text).locator(".post-when time");
  expect(await time.innerText()).not.toMatch(/il y a|instant/);
  const shown = await time.evaluate((node) => getComputedStyle(node, "::after").content);
  expect(shown).toMatch(/^"\d{1,2}(er)? \p{L}+ \d{4} à \d/u);
});

test("sent twice in one breath, it is written once", async () => {
  const one = await inThread("member");
  const text = words("Deux fois");
  await box(one).fill(text);
  await box(one).evaluate((field: HTMLTextAreaElement) => {
    field.form?.requestSubmit();
    field.form?.requestSubmit();
  });
  await saying(one, text).first().waitFor();
  await one.page.reload();
  expect(await saying(one, text).count()).toBe(1);
  one.forgive(cutLine);
});

test("hostile words are words wherever they are shown", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  const mark = randomUUID().slice(0, 8);
  const hostile = `${mark} <img src=x onerror=alert(1)><script>alert(1)</script> [a](javascript:alert(1)) "><svg/onload=alert(1)> {{7*7}} </textarea><script>alert(2)</script>`;
  for (const { page } of [one, other]) page.on("dialog", () => one.faults.push("a dialog opened"));
  await write(one, hostile);
  await saying(other, mark).waitFor();
  await other.go(thread);
  expect(await saying(other, mark).locator("img, script, a[href^='javascript']").count()).toBe(0);
  await other.go(`/annuaire?q=${encodeURIComponent(hostile)}`);
  expect(await other.page.locator("main script, main img[src=x]").count()).toBe(0);
});

test("a session that ends while one writes: the connection is cut at once, and the words are kept", async () => {
  const one = await open({ base: portal.url, as: accountOf("focal point") });
  const standing = one.page.waitForEvent("websocket");
  await one.go(thread);
  const socket = await standing;
  await settled(one);
  await one.page.locator("#message").fill("Des mots qui restent");
  const closed = socket.waitForEvent("close", { timeout: 10_000 });
  const email = personaOf("focal point").email;
  const began = performance.now();
  await run(
    database.ownerUrl,
    `DELETE FROM "Session" WHERE "personId" = (SELECT "id" FROM "Person" WHERE "email" = '${email}')`,
  );
  await closed;
  // Two seconds are promised; the rest is what a loaded machine may take to tell us.
  expect(performance.now() - began).toBeLessThan(4_000);
  await one.page.getByText("Votre session a pris fin").waitFor();
  expect(await box(one).inputValue()).toBe("Des mots qui restent");
  one.forgive(cutLine);
});

test("the portal killed and started again while one writes: nothing is lost, and it goes on", async () => {
  const [one, other] = [await inThread("member"), await inThread("focal point")];
  const text = words("À travers la panne");
  await box(one).fill(text.slice(0, 5));
  const { port } = new URL(portal.url);
  await portal.kill();
  await box(one).pressSequentially(text.slice(5));
  await one.page.getByText("Connexion coupée").waitFor();
  portal = await startPortal({
    databaseUrl: database.portalUrl,
    ownerUrl: database.ownerUrl,
    env: { PORT: port },
  });
  await one.page.getByText("Connexion coupée").waitFor({ state: "detached", timeout: 30_000 });
  await other.page.getByText("Connexion coupée").waitFor({ state: "detached", timeout: 30_000 });
  expect(await box(one).inputValue()).toBe(text);
  await publish(one);
  await saying(other, text).waitFor();
  await saying(one, text).waitFor();
  expect(await saying(one, text).count()).toBe(1);
  for (const tab of [one, other]) tab.forgive(cutLine);
});
