import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browsing } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";

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

/** A device inside Chromium that keeps passkeys and says that its owner touched it. */
async function deviceIn(page: Page): Promise<{ refuse(): Promise<void> }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async refuse() {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    },
  };
}

async function signOut(page: Page): Promise<void> {
  await page.evaluate(() => fetch("/deconnexion", { method: "POST" }));
  await page.goto("/connexion");
}

test("a passkey is added, signs in alone without a password, and is refused once it is taken away", async () => {
  const { page, go, forgive } = await open({ base: portal.url, as: personaOf("member") });
  await deviceIn(page);
  await go("/compte/second-facteur");
  await page.fill("#passkey-name", "Clé d’essai");
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
  await page.getByText("Vos dix codes de secours").waitFor();
  expect(await page.locator(".recovery-codes code").count()).toBe(10);
  await page.getByText("Clé d’essai").waitFor();
  expect(await page.getByText("Clé d’essai").count()).toBe(1);

  await signOut(page);
  await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  await page.waitForURL(`${portal.url}/`);
  await page.getByLabel(`Mon compte : ${personaOf("member").name}`).waitFor();

  await go("/compte/second-facteur");
  await page.getByRole("button", { name: "Retirer", exact: true }).click();
  await page.waitForURL(/fait=factor/);
  await signOut(page);
  await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
  await page.getByText("La clé d’accès n’a pas servi").waitFor();
  forgive(/status of 400/);
});

test("a device that does not verify its owner adds nothing", async () => {
  const { page, go } = await open({ base: portal.url, as: personaOf("focal point") });
  const device = await deviceIn(page);
  await device.refuse();
  await go("/compte/second-facteur");
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
  await page.getByText("La clé n’a pas été ajoutée").waitFor();
});
