import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../process/databases";
import { browsing, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { threadOf } from "../support/one-thread";
import { accountOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { until } from "../support/until";
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

async function inThread(options: { width?: number; javaScript?: boolean } = {}): Promise<Tab> {
  const tab = await open({ base: portal.url, as: accountOf("member"), ...options });
  await tab.go(thread);
  if (options.javaScript !== false) await settled(tab);
  return tab;
}

const choices = ({ page }: Tab) => page.getByRole("option");
const publish = ({ page }: Tab) => page.getByRole("button", { name: "Publier" }).click();
const words = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
const mentionIn = ({ page }: Tab, text: string) =>
  page.locator(".post", { hasText: text }).locator(".mention");

describe("a mention", () => {
  test("is chosen by keyboard: the focus stays in the text, and Escape closes the list", async () => {
    const tab = await inThread();
    const box = tab.page.locator("#message");
    const text = words("Au clavier");
    await box.fill("");
    await box.pressSequentially(`${text} @jm`);
    await choices(tab).first().waitFor();
    expect(await box.getAttribute("aria-activedescendant")).toBe(
      await choices(tab).first().getAttribute("id"),
    );
    await tab.page.keyboard.press("Escape");
    expect(await choices(tab).count()).toBe(0);
    await box.pressSequentially("e");
    await choices(tab).first().waitFor();
    await tab.page.keyboard.press("ArrowDown");
    await tab.page.keyboard.press("ArrowUp");
    await tab.page.keyboard.press("Enter");
    expect(await box.inputValue()).toBe(`${text} @JMED `);
    expect(await box.evaluate((field) => field === document.activeElement)).toBe(true);
    await publish(tab);
    await mentionIn(tab, text).waitFor();
    expect(await mentionIn(tab, text).innerText()).toBe("@JMED");
  });

  test("is chosen by touch on a phone, without the list leaving the screen", async () => {
    const tab = await inThread({ width: 360 });
    const box = tab.page.locator("#message");
    const text = words("Du doigt");
    await box.fill("");
    await box.pressSequentially(`${text} @jmed`);
    await choices(tab).first().waitFor();
    const frame = await choices(tab).first().boundingBox();
    expect(frame?.height).toBeGreaterThanOrEqual(44);
    expect(await tab.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await choices(tab).first().click();
    expect(await box.inputValue()).toBe(`${text} @JMED `);
    await publish(tab);
    await mentionIn(tab, text).waitFor();
  });

  test("is read at posting without scripts", async () => {
    const tab = await inThread({ javaScript: false });
    const text = words("Sans script");
    await tab.page.locator("#message").fill(`${text} @JMED`);
    await publish(tab);
    await mentionIn(tab, text).waitFor();
    expect(await mentionIn(tab, text).getAttribute("href")).toMatch(/^\/annuaire\/[\w-]{36}-jmed/);
  });
});

describe("a push", () => {
  test("E9: is shown by the service worker in its own words, which are no more than it was sent", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.go("/notifications/appareils");
    await settled(tab);
    // This Chromium refuses notifications, and the page says so; it registers no worker by itself.
    await tab.page.getByText("Votre navigateur refuse les notifications").waitFor();
    expect(
      await tab.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    ).toBe(0);
    const devTools = await tab.context.newCDPSession(tab.page);
    let registrationId = "";
    devTools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      registrationId = registrations[0]?.registrationId ?? registrationId;
    });
    await devTools.send("ServiceWorker.enable");
    await tab.page.evaluate(async () => {
      await navigator.serviceWorker.register("/sw.js");
      await navigator.serviceWorker.ready;
    });
    await until(() => expect(registrationId).not.toBe(""));
    const [worker] = tab.context.serviceWorkers();
    if (!worker) throw new Error("No service worker runs.");
    // The browser's own function, which a Chromium without a desktop refuses, is replaced by one that remembers.
    await worker.evaluate(() => {
      const scope = globalThis as unknown as { registration: object; shown: unknown[] };
      scope.shown = [];
      Object.defineProperty(scope.registration, "showNotification", {
        value: async (title: string, { body, tag }: { body: string; tag: string }) =>
          void scope.shown.push([title, body, tag]),
      });
    });
    const shown = () => worker.evaluate(() => (globalThis as unknown as { shown: unknown[] }).shown);
    const deliver = (data: string) =>
      devTools.send("ServiceWorker.deliverPushMessage", { origin: portal.url, registrationId, data });
    await deliver(JSON.stringify({ title: "REMIDDH", body: "Du nouveau vous attend." }));
    const first = ["REMIDDH", "Du nouveau vous attend.", "waiting"];
    await until(async () => expect(await shown()).toEqual([first]));
    // One that cannot be read is still shown: browsers take the permission back from silent pushes.
    await deliver("no JSON");
    await until(async () => expect(await shown()).toEqual([first, ["Portail", "", "waiting"]]));
  });

  test("subscribes only with an endpoint of a known push service", async () => {
    const visitor = await signInAs(portal.url, accountOf("member"));
    const keys = {
      p256dh: Buffer.alloc(65, 4).toString("base64url"),
      auth: Buffer.alloc(16).toString("base64url"),
    };
    const post = (endpoint: string) =>
      visitor.post("/notifications/appareils", { what: "subscribe", endpoint, ...keys });
    expect((await post("https://169.254.169.254/latest/meta-data")).status).toBe(400);
    expect((await post("https://fcm.googleapis.com/fcm/send/x")).status).toBe(302);
    const rows = await run(database.portalUrl, `SELECT "endpoint" FROM "PushSubscription"`);
    expect(rows).toEqual([{ endpoint: "https://fcm.googleapis.com/fcm/send/x" }]);
  });
});
