import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, browsing, overflowOf, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf } from "../support/personas";
import { examplesOf, pageAddresses } from "../support/places";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const { open } = browsing();
const addresses = await pageAddresses();
let database: TestDatabase;
let portal: RunningTestPortal;
let examples: Map<string, string>;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  examples = await examplesOf(await signInAs(portal.url, accountOf("secretariat")), addresses);
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

/** Pages in a state that their plain address does not show. */
const states = [
  "/annuaire?q=tilaberi&region=NE-8&type=osc-ong",
  "/annuaire?q=xqzvwk",
  "/annuaire?q=alarm%20fone%20sahara",
  "/annuaire?page=3",
  "/connexion?retour=%2Fannuaire",
];

describe.each(["nobody", "member", "secretariat"] as const)("as %s", (standing) => {
  test.each([...addresses, ...states])(
    "%s suits everybody, fits every width, and is quiet",
    async (address) => {
      const path = address.includes("?") ? address : examples.get(address);
      expect(path, `No page leads to ${address}`).toBeDefined();
      const tab = await open({ base: portal.url, as: accountOf(standing) });
      await tab.go(path ?? "/");
      await settled(tab);
      await expectWhole(tab);
      // What only leads to the sign-in page, or home, is looked at there.
      if (new URL(tab.page.url()).pathname !== (path ?? "").replace(/\?.*/, "")) return;
      await expectFitting(tab);
    },
  );
});

/** Until scripts have taken the page over. */
async function settled({ page }: Tab): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => Boolean((window as { __remixRouter?: unknown }).__remixRouter));
}

async function expectWhole({ page }: Tab): Promise<void> {
  expect(await page.getAttribute("html", "lang")).toBe("fr");
  expect(await page.locator("h1").count(), "h1 on the page").toBe(1);
  expect(await page.title()).toMatch(/\S/);
  expect(await page.locator("body").innerText(), "a message missing").not.toMatch(/\[\w+\.[\w.]+\]/);
}

/** Accessible at both widths, in both schemes; nothing beyond the window, down to 320 pixels. */
async function expectFitting({ page }: Tab): Promise<void> {
  const findings: string[] = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await axeFindings(page, colorScheme === "light" ? "all" : "colours");
      findings.push(...found.map((finding) => `${width} ${colorScheme}: ${finding}`));
    }
    findings.push(await overflowOf(page));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  findings.push(await overflowOf(page));
  expect(findings.filter(Boolean)).toEqual([]);
}
