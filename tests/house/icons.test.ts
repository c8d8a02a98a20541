import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { drawIcons, iconsFile } from "../../server/development/draw-icons.mjs";

test("app/ui/icons.ts holds the icons that are listed, as Lucide draws them (npm run icons)", async () => {
  const kept = await readFile(iconsFile, "utf8");
  expect(kept).toBe(await drawIcons());
  expect(kept).toContain("export const Archive = /* @__PURE__ */ icon('<rect");
});
