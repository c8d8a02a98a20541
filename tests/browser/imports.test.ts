import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, browsing, overflowOf, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf } from "../support/personas";
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

async function checked(tab: Tab): Promise<void> {
  expect(await overflowOf(tab.page)).toBe("");
  expect(await axeFindings(tab.page)).toEqual([]);
}

const list = [
  "LISTE DES STRUCTURES;;;",
  "Nom de la structure;Type;Région(s);E-mail",
  "Essai du navigateur;association de quartier rare;Region de Tahoua;a@exemple.org",
  "Deuxième essai;ONG;Contrée lointaine;b@exemple.org",
  "Alarme Phone Sahara;;Agadez, Tahoua;",
].join("\r\n");

test("a list is imported and taken back without scripts, on a phone, and each page passes axe", async () => {
  const visitor = await signInAs(portal.url, accountOf("secretariat"));
  const tab = await open({ base: portal.url, as: visitor, width: 320, javaScript: false });
  // Axe needs scripts: it looks at the same pages in another tab.
  const looking = await open({ base: portal.url, as: visitor, width: 320 });
  const { page } = tab;
  const look = async () => {
    expect(await overflowOf(page)).toBe("");
    const { pathname, search } = new URL(page.url());
    await looking.go(pathname + search);
    await settled(looking);
    await checked(looking);
  };
  await tab.go("/secretariat/annuaire");
  await page.setInputFiles("#file", { name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByRole("heading", { name: "Valeurs à reconnaître" }).waitFor();
  await look();
  await page.getByLabel(/Contrée lointaine/).selectOption({ label: "Ne pas reprendre ce mot" });
  await page.getByRole("button", { name: "Relire" }).click();
  await page.getByText("2 nouvelles").waitFor();
  await page.getByText("une mise à jour").waitFor();
  await look();
  await page.getByRole("button", { name: "Écrire 3 fiches" }).click();
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
  await look();
  await page.getByRole("button", { name: "Annuler l’import" }).click();
  await page.getByRole("heading", { name: "Import annulé" }).waitFor();
  await tab.go("/secretariat/annuaire");
  await page.getByText("annulé ·").waitFor();
  await look();
});

test("a merge asks first, and a pair that is none can be dismissed", async () => {
  const visitor = await signInAs(portal.url, accountOf("secretariat"));
  for (const name of ["Jumelle du Sahel", "Jumele du Sahel"]) {
    await visitor.post("/secretariat/annuaire", { what: "add", name, type: "osc-ong", relation: "contact" });
  }
  const tab = await open({ base: portal.url, as: visitor, width: 320 });
  const { page } = tab;
  await tab.go("/secretariat/annuaire/doublons");
  const pairs = await page.getByRole("button", { name: "Ce ne sont pas des doublons" }).count();
  expect(pairs).toBeGreaterThan(0);
  await page
    .getByRole("link", { name: /^Fusionner en gardant/ })
    .first()
    .click();
  await page.getByText("Fusionner les deux fiches").waitFor();
  await checked(tab);
  await page.getByRole("link", { name: "Ne pas fusionner" }).click();
  await page.getByRole("button", { name: "Ce ne sont pas des doublons" }).first().click();
  await page.getByText("ne seront plus proposées").waitFor();
  expect(await page.getByRole("button", { name: "Ce ne sont pas des doublons" }).count()).toBe(pairs - 1);
});
