import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import french from "./messages.fr.json";

/** Every action that a verb of the rooms records, as far as it is written out. */
async function recordedActions(): Promise<string[]> {
  const files = (await readdir("app", { recursive: true })).filter((path) => /\.server\.ts$/.test(path));
  const found = await Promise.all(
    files.map(async (path) => {
      const source = await readFile(`app/${path}`, "utf8");
      return [...source.matchAll(/action: "([a-z_-]+\.[a-z_-]+)"/g)].map(([, action = ""]) => action);
    }),
  );
  return [...new Set(found.flat())].sort();
}

test("every action that is recorded has its words: nobody reads a bare key in the journal", async () => {
  const actions = await recordedActions();
  expect(actions.length).toBeGreaterThan(15);
  const labels = new Set(Object.keys(french));
  expect(actions.filter((action) => !labels.has(`action.${action}`))).toEqual([]);
});
