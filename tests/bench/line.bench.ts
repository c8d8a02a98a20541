import { chromium } from "playwright-core";
import { findChromium } from "../support/chromium";
import { type Bench, type Line, step } from "./figures";
import { startBenchPortal } from "./portal";

/** A slow line and an old phone, as Chromium plays them: 400 kbit/s, 400 ms there and back, a quarter of the processor. */
const line = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 20_000 };
const slowerProcessor = 4;

/** How long until a page can be read, and until its scripts have taken it over: at the first visit, and again. */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const visitor = await portal.signIn("member");
  const list = await (await visitor.get("/fils")).text();
  const thread = /href="(\/fils\/[\w-]{36}[^"#]*)"/.exec(list)?.[1] ?? "/fils";
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const lines: Line[] = [];
  for (const [what, path] of [
    ["the home", "/"],
    ["the directory", "/annuaire"],
    ["a thread", thread],
  ] as const) {
    step(what);
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.setExtraHTTPHeaders({ Cookie: visitor.cookieHeader });
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await devTools.send("Network.enable");
    await devTools.send("Network.emulateNetworkConditions", line);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowerProcessor });
    for (const time of ["the first time", "again"]) {
      const since = performance.now();
      const passed = () => `${((performance.now() - since) / 1000).toFixed(1)} s`;
      await page.goto(portal.url + path, { waitUntil: "commit" });
      await page.locator("h1").waitFor();
      const read = passed();
      await page.waitForFunction(() => "__remixRouter" in window);
      lines.push({ what: `${what}, ${time}: read after, alive after`, figure: `${read}, ${passed()}` });
    }
    await context.close();
  }
  await browser.close();
  await portal.stop();
  return lines;
};
