import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, browsing, overflowOf, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { pdfWithScript, photoWithGps } from "../support/hostile-files";
import { personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const { open } = browsing();
let database: TestDatabase;
let portal: RunningTestPortal;
let filesPath: string;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  const visitor = await signInAs(portal.url, personaOf("secretariat"));
  const spaces = await (await visitor.get("/espaces")).text();
  filesPath = `${/href="(\/espaces\/[^"?]+-reseau)"/.exec(spaces)?.[1]}/fichiers`;
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

async function checked(tab: Tab): Promise<void> {
  expect(await overflowOf(tab.page)).toBe("");
  expect(await axeFindings(tab.page)).toEqual([]);
}

const longName = "Rapport de monitoring des violations aux frontières, version relue par le comité.pdf";

test("files are sent, described and replaced without scripts, on a phone", async () => {
  const visitor = await signInAs(portal.url, personaOf("secretariat"));
  const tab = await open({ base: portal.url, as: visitor, width: 320, javaScript: false });
  const { page } = tab;
  await tab.go(filesPath);
  await page.getByText("Nouveau dossier").click();
  await page.getByLabel("Nom du dossier").fill("Formation PROMIG");
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await page.getByRole("link", { name: "Formation PROMIG" }).waitFor();
  await page.setInputFiles("input[type=file]", [
    { name: longName, mimeType: "application/pdf", buffer: pdfWithScript() },
    { name: "photo.jpg", mimeType: "image/jpeg", buffer: await photoWithGps() },
    { name: "outil.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") },
  ]);
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await page.getByText("Les programmes ne sont pas acceptés.").waitFor();
  expect(await overflowOf(page)).toBe("");
  await page.getByRole("list", { name: "Fichiers" }).getByRole("link", { name: "photo.jpg" }).click();
  await page.getByRole("heading", { level: 1, name: "photo.jpg" }).waitFor();
  await page.getByLabel("Description").fill("Une carte de la région d’Agadez.");
  await page.getByLabel("Mots-clés").fill("carte, Agadez");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByRole("img", { name: "Une carte de la région d’Agadez." }).waitFor();
  await page.setInputFiles("input[type=file]", {
    name: "carte.png",
    mimeType: "image/png",
    buffer: await photoWithGps(),
  });
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await page.getByText("2 versions").waitFor();
});

test("an upload shows its progress, survives a cut of the line, and its pages suit everybody", async () => {
  const visitor = await signInAs(portal.url, personaOf("secretariat"));
  const tab = await open({ base: portal.url, as: visitor, width: 360 });
  const { page, context } = tab;
  await tab.go(filesPath);
  await settled(tab);
  await checked(tab);
  // Slow enough to be cut: each chunk waits for the test.
  let chunks = 0;
  let cut = true;
  await context.route(/\/televersements\/[\w-]{36}$/, async (route) => {
    if (route.request().method() !== "PATCH") return await route.continue();
    chunks++;
    if (chunks === 3 && cut) return await route.abort("connectionreset");
    return await route.continue();
  });
  const buffer = randomBytes(4_500_000);
  await page.setInputFiles("input[type=file]", {
    name: "grand.bin",
    mimeType: "application/octet-stream",
    buffer,
  });
  await page.getByText("Enregistré").waitFor();
  expect(chunks).toBeGreaterThan(5);
  tab.forgive(/ERR_CONNECTION_RESET/);
  cut = false;
  await page.getByRole("link", { name: "grand.bin" }).first().waitFor();
  await checked(tab);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("list", { name: "Fichiers" })
      .getByRole("link", { name: "grand.bin" })
      .click()
      .then(() => page.getByRole("link", { name: /^Télécharger/ }).click()),
  ]);
  expect(download.suggestedFilename()).toBe("grand.bin");
  await tab.go(filesPath);
  await page.getByRole("list", { name: "Fichiers" }).getByRole("link", { name: longName }).click();
  await page.getByRole("heading", { level: 1, name: longName }).waitFor();
  await checked(tab);
});

test("a file that was deleted waits in the bin, and comes back", async () => {
  const visitor = await signInAs(portal.url, personaOf("secretariat"));
  const tab = await open({ base: portal.url, as: visitor, dark: true });
  const { page } = tab;
  await tab.go(filesPath);
  await settled(tab);
  await page.getByRole("list", { name: "Fichiers" }).getByRole("link", { name: longName }).click();
  await page.getByRole("link", { name: "Supprimer" }).click();
  await page.getByRole("button", { name: "Supprimer" }).click();
  await page.getByRole("link", { name: "Corbeille" }).click();
  await page.getByRole("heading", { name: "Corbeille des fichiers" }).waitFor();
  await checked(tab);
  await page.getByRole("button", { name: `Rétablir ${longName}` }).click();
  await page.getByRole("heading", { level: 1, name: longName }).waitFor();
  await checked(tab);
});
