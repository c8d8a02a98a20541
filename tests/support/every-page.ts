import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, browsing, follow, Looks, overflowOf, settled, type Tab } from "./browser";
import { copyDatabase, type TestDatabase } from "./database";
import { accountOf, type Standing } from "./personas";
import { examplesAt, pageAddresses } from "./places";
import { type RunningTestPortal, startPortal } from "./portal";
import { signInAs } from "./visitor";

/** Pages in a state that their plain address does not show. */
const states = [
  "/annuaire?q=tilaberi&region=NE-8&type=osc-ong",
  "/annuaire?q=xqzvwk",
  "/annuaire?q=alarm%20fone%20sahara",
  "/annuaire?page=3",
  "/connexion?retour=%2Fannuaire",
];

const addresses = await pageAddresses();

/**
 * Opens every page there is as somebody who stands so; a file for each standing, so that they run side by side. Each is
 * loaded, and then come to by a link in another tab, where axe is at home: injected into each page again it takes twice the time.
 */
export function everyPageAs(standing: Standing): void {
  const { open } = browsing();
  let database: TestDatabase;
  let portal: RunningTestPortal;
  let examples: Map<string, string>;
  let tab: Tab;
  let followed: Tab;

  beforeAll(async () => {
    database = await copyDatabase("demonstration");
    portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
    examples = await examplesAt(portal.url);
    const visitor = await signInAs(portal.url, accountOf(standing));
    tab = await open({ base: portal.url, as: visitor, lasting: true });
    followed = await open({ base: portal.url, as: visitor, lasting: true });
    await followed.go("/a-propos");
    await settled(followed);
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await database?.drop();
  });

  test("a colour that is too faint is found, once for each look, and not again on the next page", async () => {
    await tab.go("/a-propos");
    // Until its scripts run, what is added to a page is not theirs, and they take it away.
    await settled(tab);
    await tab.page.evaluate(() => {
      for (const name of ["one", "one", "other"] as const) {
        const faint = Object.assign(document.createElement("p"), {
          className: name,
          textContent: "Trop pâle",
        });
        Object.assign(faint.style, { color: "#888", background: { one: "#999", other: "#777" }[name] });
        document.querySelector("main")?.append(faint, document.createElement("hr"));
      }
    });
    const looks = new Looks();
    const found = await looks.findings(tab.page);
    expect(found.map((finding) => /color-contrast .* at \.(\w+)/.exec(finding)?.[1])).toEqual([
      "one",
      "other",
    ]);
    expect(await looks.findings(tab.page)).toEqual([]);
  });

  describe(`as ${standing}`, () => {
    test.each([...addresses, ...states])(
      "%s suits everybody, fits every width, and is quiet",
      async (address) => {
        const path = address.includes("?") ? address : examples.get(address);
        expect(path, `No page leads to ${address}`).toBeDefined();
        const status = await tab.go(path ?? "/");
        await settled(tab);
        await expectWhole(tab);
        // What only leads to the sign-in page, or home, is looked at there.
        if (pathOf(tab) !== path?.replace(/\?.*/, "")) return;
        await expectFitting(tab);
        // The browser notes of data that are not there on purpose that they are not: such a page is looked at as it is.
        if (status >= 400) return await expectAccessible(tab);
        await follow(followed, path ?? "/");
        expect(pathOf(followed)).toBe(pathOf(tab));
        await expectAccessible(followed);
      },
    );
  });
}

async function expectWhole({ page }: Tab): Promise<void> {
  expect(await page.getAttribute("html", "lang")).toBe("fr");
  expect(await page.locator("h1").count(), "h1 on the page").toBe(1);
  expect(await page.title()).toMatch(/\S/);
  expect(await page.locator("body").innerText(), "a message missing").not.toMatch(/\[\w+\.[\w.]+\]/);
}

const pathOf = ({ page }: Tab) => new URL(page.url()).pathname;

/** Nothing beyond the window, down to 320 pixels. */
async function expectFitting({ page }: Tab): Promise<void> {
  const findings: string[] = [];
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    findings.push(await overflowOf(page));
  }
  expect(findings.filter(Boolean)).toEqual([]);
}

const looks = new Looks();

/**
 * Accessible at both widths, in both schemes. In a wide window in the light the colours of every element are measured;
 * in a narrow one and in the dark, of what looks like nothing seen before.
 */
async function expectAccessible({ page }: Tab): Promise<void> {
  const findings: string[] = [];
  const note = (where: string, found: string[]) => findings.push(...found.map((each) => `${where}: ${each}`));
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
  note("1280 light", await axeFindings(page));
  await looks.see(page);
  await page.setViewportSize({ width: 360, height: 800 });
  note("360 light", await axeFindings(page, "all but colours"));
  note("360 light", await looks.findings(page));
  await page.emulateMedia({ colorScheme: "dark" });
  note("360 dark", await looks.findings(page));
  await page.setViewportSize({ width: 1280, height: 800 });
  note("1280 dark", await looks.findings(page));
  expect(findings).toEqual([]);
}
