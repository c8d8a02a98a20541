import { afterAll, beforeAll, expect, test } from "vitest";
import { browsing, settled } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { threadOf } from "../support/one-thread";
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

/** What moved on the page by itself, as browsers measure it; 0.1 is what people do not notice. */
const maxShift = 0.1;

test.each([360, 1280])(
  "no page jumps while it loads, not even when the editor comes (%i px)",
  async (width) => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.page.setViewportSize({ width, height: 780 });
    await tab.page.addInitScript(() => {
      const shifts = { sum: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          shifts.sum += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const thread = await threadOf(await signInAs(portal.url, accountOf("member")));
    await tab.go("/textes");
    const text = await tab.page
      .locator("main a[href^='/textes/']:not([href*='nouveau'])")
      .first()
      .getAttribute("href");
    for (const path of ["/", "/fils", thread, "/annuaire", "/espaces", `${text}/ecrire`]) {
      await tab.go(path);
      await settled(tab);
      if (path.endsWith("/ecrire")) await tab.page.locator(".tools [data-tool]").first().waitFor();
      const shift = await tab.page.evaluate(
        () => (window as unknown as { shifts: { sum: number } }).shifts.sum,
      );
      expect([path, shift]).toEqual([path, expect.toSatisfy((value: number) => value < maxShift)]);
    }
  },
);
