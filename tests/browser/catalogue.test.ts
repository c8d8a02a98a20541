import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pseudoLocale } from "../../app/i18n/pseudo.server";
import { browsing, overflowOf, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { escapedText } from "../support/escaped-text";
import { accountOf } from "../support/personas";
import { examplesAt, pageAddresses } from "../support/places";
import { type PortalHere, startPortalHere } from "../support/portal-here";
import { signInAs, Visitor } from "../support/visitor";

const { open } = browsing();
// The style guide shows parts with words that stand for others, and only while developing.
const addresses = (await pageAddresses()).filter((address) => address !== "/style");
let database: TestDatabase;
let portal: PortalHere;
let examples: Map<string, string>;
/** One browser tab for each, from page to page: what they share is read once. */
const tabs = new Map<Visitor | undefined, Tab>();
const visitors = { nobody: undefined as Visitor | undefined, secretariat: undefined as Visitor | undefined };

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortalHere(database, { development: true, demonstration: true });
  visitors.secretariat = await signInAs(portal.url, accountOf("secretariat"));
  visitors.nobody = new Visitor(portal.url);
  for (const visitor of Object.values(visitors)) {
    await visitor?.post("/langue", { locale: pseudoLocale, returnTo: "/" });
  }
  examples = await examplesAt(portal.url);
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

async function read(visitor: Visitor | undefined, path: string): Promise<Tab> {
  const tab = tabs.get(visitor) ?? (await open({ base: portal.url, as: visitor, width: 320, lasting: true }));
  tabs.set(visitor, tab);
  await tab.go(path);
  await settled(tab);
  return tab;
}

describe("in the pseudo-language every word comes from a catalogue, and there is room for longer ones", () => {
  test.each([...addresses, "/annuaire?q=xqzvwk", "/annuaire?q=zender&type=osc-ong"])(
    "%s",
    async (address) => {
      const { page } = await read(visitors.secretariat, examples.get(address) ?? address);
      expect(await page.getAttribute("html", "lang")).toBe(pseudoLocale);
      expect(await escapedText(page)).toEqual([]);
      expect(await overflowOf(page)).toBe("");
    },
  );

  test.each(["/", "/connexion", "/connexion?retour=%2Fannuaire", "/une-adresse-inconnue"])(
    "%s, for visitors who are not signed in",
    async (path) => {
      const { page } = await read(visitors.nobody, path);
      expect(await escapedText(page)).toEqual([]);
      expect(await overflowOf(page)).toBe("");
    },
  );

  test("a refused sign-in", async () => {
    const { page, forgive } = await read(visitors.nobody, "/connexion");
    await page.fill("[name=email]", "quelqu.un@essai.example");
    await page.fill("[name=password]", "pas le bon");
    await page.keyboard.press("Enter");
    await page.locator("[role=alert]").waitFor();
    forgive(/status of 400/);
    expect(await escapedText(page)).toEqual([]);
  });
});

test("a word that escaped is found, wherever it stands", async () => {
  const { page } = await read(visitors.secretariat, "/annuaire");
  await page.evaluate(() => {
    document.querySelector("main")?.insertAdjacentHTML(
      "beforeend",
      `<p>Texte échappé</p><img alt="Une image"><input placeholder="Écrivez" title="Ici"><button aria-label="Fermer">
       </button><p>⟦bïen⟧ passé</p><p hidden>Caché</p><p>Agadez</p>`,
    );
  });
  expect((await escapedText(page)).sort()).toEqual(
    ["Caché", "Fermer", "Ici", "Texte échappé", "Une image", "Écrivez", "⟦bïen⟧ passé"].sort(),
  );
});
