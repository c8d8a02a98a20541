import { afterAll, beforeAll, expect, test } from "vitest";
import { browsing, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { personaCalled } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const { open } = browsing();
let database: TestDatabase;
let portal: RunningTestPortal;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const sheet = ({ page }: Tab) => page.locator(".ProseMirror");

async function write(who: string, path: string): Promise<Tab> {
  const tab = await open({ base: portal.url, as: personaCalled(who) });
  await tab.go(`${path}/ecrire`);
  await tab.page.locator(".ProseMirror[contenteditable=true]").waitFor();
  return tab;
}

/** Begins a document with three paragraphs: the first is a colleague's, the other two are the writer's. */
async function begin(): Promise<[writer: Tab, colleague: Tab]> {
  const author = await signInAs(portal.url, personaCalled("jmed.point-focal"));
  const begun = await author.post("/textes/nouveau", { title: "Le curseur", key: crypto.randomUUID() });
  const path = (begun.headers.get("Location") ?? "").replace(/\/ecrire$/, "");
  const [writer, colleague] = [await write("jmed.point-focal", path), await write("agadez.plaidoyer", path)];
  await sheet(writer).click();
  for (const words of ["Collègue :", "Milieu :", "Fin :"]) {
    await writer.page.keyboard.type(words);
    if (words !== "Fin :") await writer.page.keyboard.press("Enter");
  }
  await sheet(colleague).getByText("Fin :").waitFor();
  return [writer, colleague];
}

/** The colleague types a letter every few milliseconds at the end of the first paragraph, until told to stop. */
async function keepTyping({ page }: Tab): Promise<() => Promise<void>> {
  await page.locator(".ProseMirror p").first().click();
  await page.keyboard.press("End");
  await page.evaluate(() => {
    const typing = setInterval(() => document.execCommand("insertText", false, "x"), 7);
    Object.assign(window, { stopTyping: () => clearInterval(typing) });
  });
  return () => page.evaluate(() => (window as unknown as { stopTyping: () => void }).stopTyping());
}

const paragraphs = async (tab: Tab) =>
  (await sheet(tab).locator("p").allTextContents()).map((words) => words.replaceAll("\u2060", ""));

const tries = 120;

test("a caret that was just moved stays there while a colleague types", async () => {
  const [writer, colleague] = await begin();
  const stop = await keepTyping(colleague);
  const { keyboard } = writer.page;
  let [middle, end] = ["", ""];
  for (let index = 0; index < tries; index++) {
    const pause = 5 + ((index * 37) % 196);
    await writer.page.locator(".ProseMirror p").nth(1).click();
    await keyboard.press("End");
    await writer.page.waitForTimeout(pause);
    await keyboard.type("m");
    middle += "m";
    if (index % 2 === 0) await keyboard.press("Control+End");
    else {
      const box = await writer.page.locator(".ProseMirror p").nth(2).boundingBox();
      await writer.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) - 5, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    }
    await writer.page.waitForTimeout(pause);
    await keyboard.type("f");
    end += "f";
  }
  await stop();
  expect((await paragraphs(writer)).slice(1)).toEqual([`Milieu :${middle}`, `Fin :${end}`]);
  await expect.poll(() => paragraphs(colleague)).toEqual(await paragraphs(writer));
}, 300_000);
