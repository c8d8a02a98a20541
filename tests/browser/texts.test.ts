import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editorBytes } from "../../app/documents/documents";
import { browsing, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { freePort } from "../support/free-port";
import { makeGate } from "../support/gate";
import { accountOf, personaCalled } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

const { open } = browsing();
let database: TestDatabase;
let portal: RunningTestPortal;
let secretariat: Visitor;

const start = (env?: Record<string, string>, databaseUrl = database.portalUrl) =>
  startPortal({ databaseUrl, ownerUrl: database.ownerUrl, env });

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await start();
  secretariat = await signInAs(portal.url, accountOf("secretariat"));
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

/** Begins a text as the secretariat. @returns the path of its reading view. */
async function begin(title = "Un texte d’essai"): Promise<string> {
  const answer = await secretariat.post("/textes/nouveau", { title, key: crypto.randomUUID() });
  expect(answer.status).toBe(302);
  return (answer.headers.get("Location") ?? "").replace(/\/ecrire$/, "");
}

const jmed = () => personaCalled("jmed.point-focal");
const agadez = () => personaCalled("agadez.plaidoyer");

interface Seat {
  width?: number;
  /** Another portal than the one of all tests. */
  base?: string;
}

async function write(
  who: ReturnType<typeof personaCalled>,
  path: string,
  { width, base = portal.url }: Seat = {},
): Promise<Tab> {
  const tab = await open({ base, as: who, width });
  await tab.go(`${path}/ecrire`);
  await tab.page.locator(".ProseMirror[contenteditable=true]").waitFor();
  return tab;
}

const sheet = ({ page }: Tab) => page.locator(".ProseMirror");
const shows = async (tab: Tab, words: string) => await sheet(tab).getByText(words).first().waitFor();
const state = async ({ page }: Tab, words: string | RegExp) =>
  await page.locator(".desk-head .save-state").getByText(words).waitFor();

/** Types at the end of the text, as a person does. */
async function type(tab: Tab, words: string): Promise<void> {
  await sheet(tab).click();
  await tab.page.keyboard.press("Control+End");
  await tab.page.keyboard.type(words);
}

/** What somebody reads who comes by without JavaScript. */
async function read(path: string): Promise<string> {
  const page = await (await secretariat.get(path)).text();
  return /<article class="sheet[^>]*>(.*?)<\/article>/s.exec(page)?.[1] ?? "no text";
}

describe("two people in one text", () => {
  test("each sees what the other writes, and where, by name and organisation", async () => {
    const path = await begin();
    const [one, other] = [await write(jmed(), path), await write(agadez(), path, { width: 360 })];
    await type(one, "Bonjour d’Agadez, l’été.");
    await shows(other, "Bonjour d’Agadez, l’été.");
    await type(other, " Et de la phrase suivante.");
    await shows(one, "Bonjour d’Agadez, l’été. Et de la phrase suivante.");
    await one.page.locator(".their-caret [data-name*='DÉMO-AZ']").waitFor();
    await one.page.locator(".here").waitFor();
    await state(one, "Enregistré");
    await one.page.getByRole("link", { name: "Terminer" }).click();
    await one.page.locator("article.sheet").getByText("Et de la phrase suivante.").waitFor();
    await expect.poll(() => read(path)).toContain("Et de la phrase suivante.");
  });

  test("headings, lists and links by the keyboard alone arrive as such, and are read without a script", async () => {
    const path = await begin();
    const tab = await write(jmed(), path);
    await type(tab, "Ce que nous demandons");
    await tab.page.keyboard.press("Alt+F10");
    expect(await tab.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Gras");
    for (let step = 0; step < 4; step++) await tab.page.keyboard.press("ArrowRight");
    await tab.page.keyboard.press("Enter");
    await tab.page.locator(".ProseMirror h2", { hasText: "Ce que nous demandons" }).waitFor();
    await tab.page.keyboard.press("Enter");
    await tab.page.keyboard.type("- publier les accords");
    await tab.page.locator(".ProseMirror ul li").waitFor();
    await tab.page.keyboard.press("Shift+Control+ArrowLeft");
    await tab.page.keyboard.press("Control+k");
    await tab.page.locator("input[name=href]:focus").waitFor();
    await tab.page.keyboard.type("javascript:alert(1)");
    await tab.page.keyboard.press("Enter");
    await tab.page.getByText("Cette adresse ne mène nulle part").waitFor();
    await tab.page.keyboard.press("Control+a");
    await tab.page.keyboard.type("exemple.org/accords");
    await tab.page.keyboard.press("Enter");
    await tab.page.locator(".ProseMirror:focus a[href='https://exemple.org/accords']").waitFor();
    await tab.page.keyboard.press("End");
    await tab.page.keyboard.type(" sans délai");
    await tab.page.locator(".ProseMirror li a", { hasText: /^accords$/ }).waitFor();
    for (const leave of ["Escape", "Enter"]) {
      await tab.page.keyboard.press("Control+k");
      await tab.page.locator("input[name=href]:focus").waitFor();
      if (leave === "Enter") await tab.page.keyboard.press("Shift+Tab");
      await tab.page.keyboard.press(leave);
      await tab.page.locator(".ProseMirror:focus").waitFor();
    }
    await state(tab, "Enregistré");
    await expect.poll(() => read(path)).toMatch(/<h2 id="partie-1" dir="auto">Ce que nous demandons<\/h2>/);
    expect(await read(path)).toMatch(
      /<li><p dir="auto">publier les <a[^>]* href="https:\/\/exemple.org\/accords">accords<\/a> sans délai</,
    );
  });

  test("what a key has chosen is linked by the key that follows at once, before the browser has told of it", async () => {
    const path = await begin();
    const tab = await write(jmed(), path);
    await type(tab, "publier les accords");
    await tab.page.evaluate(() => {
      getSelection()?.modify("extend", "backward", "word");
      const pressed = { key: "k", ctrlKey: true, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", pressed));
    });
    await tab.page.getByLabel("Adresse").fill("exemple.org");
    await tab.page.keyboard.press("Enter");
    await tab.page.locator(".ProseMirror a", { hasText: /^accords$/ }).waitFor();
  });

  test("the other's caret stays between its letters while one types before it", async () => {
    const path = await begin();
    const [one, other] = [await write(jmed(), path), await write(agadez(), path)];
    await type(one, "Premier");
    await one.page.keyboard.press("Enter");
    await one.page.keyboard.type("Un mot");
    await one.page.keyboard.press("ArrowLeft");
    const around = async () =>
      (await sheet(other).locator("p").allTextContents())
        .map((words) => words.replace(/\u2060+/, "|"))
        .join("/");
    await expect.poll(around).toBe("Premier/Un mo|t");
    await sheet(other).click();
    await other.page.keyboard.press("Control+Home");
    await other.page.keyboard.type("Tout ");
    expect(await around()).toBe("Tout Premier/Un mo|t");
    // What arrives while a key moves the caret puts it back: the words are there first.
    const words = async () => (await sheet(one).textContent())?.replaceAll("\u2060", "");
    await expect.poll(words).toBe("Tout PremierUn mot");
    await one.page.keyboard.press("ArrowRight");
    await expect.poll(around).toBe("Tout Premier/Un mot|");
  });

  test("a piece of Word arrives as headings, lists and bold words, without its styles", async () => {
    const path = await begin();
    const tab = await write(jmed(), path);
    await sheet(tab).click();
    await tab.page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      document
        .querySelector(".ProseMirror")
        ?.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
        );
    }, fromWord);
    await tab.page.locator(".ProseMirror h2", { hasText: "Constats" }).waitFor();
    const html = await sheet(tab).innerHTML();
    expect(html).toMatch(/<h3 dir="auto">Chiffres<\/h3>/);
    expect(html).toMatch(/<strong>1 429 personnes<\/strong>/);
    expect(html.match(/<ul>.*?<\/ul>/s)?.[0].match(/<li>/g)).toHaveLength(2);
    expect(html.match(/<ol.*?<\/ol>/s)?.[0]).toContain("Publier");
    expect(html).not.toMatch(/style=|mso|·|1\./i);
    await state(tab, "Enregistré");
  });
});

/** As Word puts it into the clipboard, shortened. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<h1 style='mso-style-next:Normal'>Constats<o:p></o:p></h1><h2>Chiffres</h2>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>1 429 personnes</b> à Assamaka.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>eau</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span>·<span>&nbsp;</span></span><![endif]>abri</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span>1.<span>&nbsp;</span></span><![endif]>Publier les accords</p>
</body></html>`;

describe("a line that cannot be trusted", () => {
  test("reloaded in mid-typing, nothing acknowledged or typed is lost", async () => {
    const path = await begin();
    const tab = await write(jmed(), path);
    await type(tab, "Avant le rechargement, et pendant");
    await tab.page.reload();
    await sheet(tab).waitFor();
    await shows(tab, "Avant le rechargement, et pendant");
    await state(tab, "Enregistré");
    await type(tab, ", et après.");
    await state(tab, "Enregistré");
    await expect.poll(() => read(path)).toContain("Avant le rechargement, et pendant, et après.");
  });

  test("the server is killed and comes back in mid-typing: what was typed meanwhile is said to wait, then is saved", async () => {
    const [path, env] = [await begin(), { PORT: String(await freePort()) }];
    const own = await start(env);
    const { url: base } = own;
    const [one, other] = [await write(jmed(), path, { base }), await write(agadez(), path, { base })];
    await type(one, "Avant. ");
    await state(one, "Enregistré");
    await own.kill();
    await state(one, "Hors ligne");
    await one.page.keyboard.type("Pendant. ");
    await state(one, /Hors ligne, \d+ modifications gardées/);
    await start(env);
    await state(one, "Enregistré");
    await shows(other, "Avant. Pendant.");
    await expect.poll(() => read(path)).toContain("Avant. Pendant.");
    for (const tab of [one, other]) tab.forgive(/ERR_CONNECTION|WebSocket|status of 50/);
  });

  test("closed while the server is away, the browser sends what it kept when the text is opened again", async () => {
    const [path, env] = [await begin(), { PORT: String(await freePort()) }];
    const own = await start(env);
    const tab = await write(jmed(), path, { base: own.url });
    await type(tab, "Tout. ");
    await state(tab, "Enregistré");
    await own.kill();
    await state(tab, "Hors ligne");
    await tab.page.keyboard.type("Gardé.");
    await state(tab, /Hors ligne, 6 modifications gardées/);
    await tab.page.goto("about:blank");
    await start(env);
    await tab.go(`${path}/ecrire`);
    await shows(tab, "Tout. Gardé.");
    await state(tab, "Enregistré");
    await expect.poll(() => read(path)).toContain("Tout. Gardé.");
    tab.forgive(/ERR_CONNECTION|WebSocket|status of 50/);
  });

  test("back on the line while the database is away, the browser asks again by itself", async () => {
    const path = await begin();
    const gate = await makeGate(database.portalUrl);
    const own = await start({}, gate.through(database.portalUrl));
    const tab = await write(jmed(), path, { base: own.url });
    const refused = new Promise<void>((resolve) =>
      tab.page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => String(payload).startsWith("44") && resolve()),
      ),
    );
    await tab.context.setOffline(true);
    await type(tab, "Gardé.");
    await state(tab, /Hors ligne, 6 modifications gardées/);
    gate.close();
    await tab.context.setOffline(false);
    await refused;
    gate.open();
    await state(tab, "Enregistré");
    await expect.poll(() => read(path)).toContain("Gardé.");
    tab.forgive(/ERR_INTERNET|WebSocket|status of 50/);
  });

  test("offline, typed, online: the two texts become one", async () => {
    const path = await begin();
    const [one, other] = [await write(jmed(), path), await write(agadez(), path)];
    await type(one, "Ensemble. ");
    await shows(other, "Ensemble. ");
    await one.context.setOffline(true);
    await state(one, "Hors ligne");
    await one.page.keyboard.type("Seul. ");
    await type(other, "Ici aussi. ");
    await state(other, "Enregistré");
    await one.context.setOffline(false);
    await state(one, "Enregistré");
    await shows(one, "Ici aussi.");
    await shows(other, "Seul.");
    const words = async (tab: Tab) => (await sheet(tab).innerText()).replace(/[\u2060\n]/g, "");
    expect(await words(one)).toBe(await words(other));
    one.forgive(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  });

  test("a device that keeps nothing says so", async () => {
    const path = await begin();
    const tab = await open({ base: portal.url, as: jmed() });
    await tab.page.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException("forbidden", "SecurityError");
      };
    });
    await tab.go(`${path}/ecrire`);
    await tab.page.getByText("Cet appareil ne garde rien").waitFor();
    await type(tab, "Tout de même.");
    await state(tab, "Enregistré");
    await expect.poll(() => read(path)).toContain("Tout de même.");
  });
});

describe("rights", () => {
  test("removed in mid-typing: the text closes, and the words that came too late are offered", async () => {
    const path = await begin();
    const victim = personaCalled("tahoua.formation");
    const tab = await write(victim, path);
    await type(tab, "À temps. ");
    await state(tab, "Enregistré");
    const typing = tab.page.keyboard.type("Des mots qui viennent trop tard, sans doute, pour ce texte.", {
      delay: 60,
    });
    await endMembership(victim.email);
    await typing;
    await tab.page.getByText("Ce texte n’est plus accessible").waitFor();
    expect(await tab.page.locator(".ProseMirror").count()).toBe(0);
    expect(await tab.page.getByLabel("Vos mots").inputValue()).toMatch(/\S/);
    await expect.poll(() => read(path)).toContain("À temps. ");
    tab.forgive(/WebSocket/);
  });

  test("an observer follows a text as it is written, and cannot write", async () => {
    const path = await begin();
    const writer = await write(jmed(), path);
    const tab = await open({ base: portal.url, as: accountOf("observer"), width: 360 });
    await tab.go(`${path}/ecrire`);
    await tab.page.locator(".ProseMirror[contenteditable=false]").waitFor();
    await type(writer, "Sous les yeux de tous.");
    await shows(tab, "Sous les yeux de tous.");
    expect(await tab.page.getByRole("toolbar").count()).toBe(0);
  });
});

describe("what it costs", () => {
  test("the reading view weighs at most 30 kB without scripts, the editor's page 330 kB, and says what the editor adds", async () => {
    const tab = await open({ base: portal.url, as: jmed(), javaScript: false });
    await tab.go("/textes");
    const href = await tab.page.getByRole("link", { name: /Note de position/ }).getAttribute("href");
    expect(await weightOf(portal.url, `${href}`, false)).toBeLessThanOrEqual(30_000);
    const reading = await weightOf(portal.url, `${href}`, true);
    const writing = await weightOf(portal.url, `${href}/ecrire`, true);
    process.stderr.write(`reading view with scripts ${reading} bytes, editor's page ${writing} bytes\n`);
    expect(reading).toBeLessThanOrEqual(130_000);
    expect(writing).toBeLessThanOrEqual(330_000);
    expect(Math.abs(writing - reading - editorBytes)).toBeLessThan(editorBytes / 8);
  });
});

async function endMembership(email: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.portalUrl });
  await client.connect();
  const person = `(SELECT "id" FROM "Person" WHERE "email" = $1)`;
  await client.query(`DELETE FROM "Membership" WHERE "personId" = ${person}`, [email]);
  await client.end();
}

/** The bytes that a first visit takes from the network, headers included. */
async function weightOf(base: string, path: string, javaScript: boolean): Promise<number> {
  const tab = await open({ base, as: jmed(), javaScript });
  const session = await tab.context.newCDPSession(tab.page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await tab.go(path);
  if (javaScript && path.endsWith("/ecrire")) await sheet(tab).waitFor();
  await tab.page.waitForLoadState("networkidle");
  return bytes;
}
