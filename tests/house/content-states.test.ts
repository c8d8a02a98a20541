import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The one file with the rule, and the prepared statements that append updates: they have no viewer. */
const allowed = ["app/authorization/content-states.server.ts", "app/documents/sync/log.server.ts"];

test("no other file of the portal writes the state of readable content: a new state would be missed there", async () => {
  const files = (await readdir("app", { recursive: true }))
    .filter((file) => file.endsWith(".server.ts") && !file.startsWith(join("db", "generated")))
    .map((file) => join("app", file));
  const found: string[] = [];
  for (const file of files) {
    if (!allowed.includes(file) && /["']visible["']/.test(await readFile(file, "utf8"))) found.push(file);
  }
  expect(found).toEqual([]);
});
