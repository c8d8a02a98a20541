import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { browsing } from "../support/browser";
import type { Clipboard, Pasted } from "../support/paste-page";

/** The editor alone, in a page that no server sends: what each clipboard becomes. */
const { open } = browsing();
let script: string;

beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, "../support/paste-page.ts")];
  const built = await build({ entryPoints, bundle: true, write: false, format: "iife", globalName: "pastePage" });
  script = built.outputFiles[0]?.text ?? "";
});

async function pastePage() {
  const { page } = await open({ base: "http://127.0.0.1" });
  await page.addScriptTag({ content: script });
  return page;
}

async function paste(clipboard: Clipboard): Promise<Pasted> {
  const page = await pastePage();
  return await page.evaluate((held) => {
    const { pastePage } = window as unknown as { pastePage: typeof import("../support/paste-page") };
    return pastePage.paste(held);
  }, clipboard);
}

const folder = join(import.meta.dirname, "clipboards");

for (const name of readdirSync(folder)) {
  test(name, async () => {
    const r = await paste(JSON.parse(readFileSync(join(folder, name), "utf8")) as Clipboard);
    console.log(name, JSON.stringify(r, null, 1));
    expect(r.refusals).toEqual([]);
  });
}

test("property", async () => {
  const page = await pastePage();
  const refused = await page.evaluate(() => {
    const { pastePage } = window as unknown as { pastePage: typeof import("../support/paste-page") };
    return pastePage.findRefused(1_000, 20261130);
  });
  expect(refused).toBeNull();
}, 120_000);
