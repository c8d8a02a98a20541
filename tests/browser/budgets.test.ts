import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsing, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf } from "../support/personas";
import { examplesAt, pageAddresses } from "../support/places";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";
import { type HeavyLibrary, librariesIn, type Weight, weigh } from "../support/weights";

/** What a first visit may weigh, compressed, everything included, in kB of 1,000 bytes. */
interface Budget {
  withScripts: number;
  without: number;
  /** What this page cannot do without. */
  needs?: HeavyLibrary[];
}

const ordinary: Budget = { withScripts: 130, without: 25 };

/** Pages that may weigh more, or load what others may not. A page that is not named is an ordinary one. */
const budgets: Record<string, Budget> = {
  "/fils/:thread": { ...ordinary, needs: ["the live connection"] },
  // A text is longer than other pages, and nothing but longer.
  "/textes/:document": { ...ordinary, without: 30 },
  // Writing it comes with Tiptap, Yjs and the live connection.
  "/textes/:document/ecrire": {
    withScripts: 330,
    without: 30,
    needs: ["the live connection", "the editor", "Yjs"],
  },
};

const { open } = browsing();
const addresses = (await pageAddresses()).filter((address) => !["/style", "/courrier"].includes(address));
const figures: string[] = [];
let database: TestDatabase;
let portal: RunningTestPortal;
let secretariat: Visitor;
let examples: Map<string, string>;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  secretariat = await signInAs(portal.url, accountOf("secretariat"));
  examples = await examplesAt(portal.url);
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
  process.stdout.write(`First visits, in kB (with scripts / without):\n${figures.sort().join("\n")}\n`);
});

describe("a first visit weighs little", () => {
  test.each(addresses)("%s", async (address) => {
    const budget = budgets[address] ?? ordinary;
    const path = examples.get(address);
    expect(path, `No page leads to ${address}`).toBeDefined();
    const loaded = await visit(path ?? "/", { needs: budget.needs });
    const read = await visit(path ?? "/", { javaScript: false });
    figures.push(`  ${kB(loaded).padStart(6)} / ${kB(read).padStart(5)}  ${address}`);

    expect
      .soft(loaded.bytes / 1000, `with scripts: ${loaded.paths.join(" ")}`)
      .toBeLessThan(budget.withScripts);
    expect.soft(read.bytes / 1000, "without scripts").toBeLessThan(budget.without);
    expect(await librariesIn(loaded.paths)).toEqual(budget.needs ?? []);
    expect(read.paths.filter((each) => each.endsWith(".js"))).toEqual([]);
  });
});

const kB = ({ bytes }: Weight) => (bytes / 1000).toFixed(1);

/** One tab for each way to visit, which forgets what it was sent; another for visitors who are not signed in. */
const tabs = new Map<string, Promise<Tab>>();

function tabFor(as: Visitor | null, javaScript: boolean): Promise<Tab> {
  const name = `${as ? "signed in" : "nobody"} ${javaScript}`;
  const tab = tabs.get(name) ?? open({ base: portal.url, as, width: 360, javaScript, lasting: true });
  tabs.set(name, tab);
  return tab;
}

interface Visit {
  javaScript?: boolean;
  needs?: HeavyLibrary[];
}

/** Opens a page as for the first time and waits until nothing more is on its way. */
async function visit(path: string, { javaScript = true, needs = [] }: Visit): Promise<Weight> {
  const as = path.startsWith("/connexion") ? null : secretariat;
  const tab = await tabFor(as, javaScript);
  const weight = await weigh(tab, { javaScript });
  const connected = needs.includes("the live connection") ? tab.page.waitForEvent("websocket") : undefined;
  await tab.go(path);
  if (javaScript) await settled(tab);
  await connected;
  return await weight();
}
