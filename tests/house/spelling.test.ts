import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const app = join(import.meta.dirname, "../../app");
/** The attributes of SVG that have a hyphen, as React would spell them. */
const reactSpelling =
  /\s((?:alignment|baseline|clip|color|dominant|fill|flood|font|image|letter|lighting|marker|paint|pointer|shape|stop|stroke|text|underline|vector|word|writing)[A-Z]\w+)=["{]/g;

test("what SVG spells with a hyphen is written with one: the server's renderer takes it as it is", async () => {
  const names = await readdir(app, { recursive: true });
  const pages = names.filter((name) => name.endsWith(".tsx"));
  const found = await Promise.all(
    pages.map(async (name) => {
      const text = await readFile(join(app, name), "utf8");
      // A component may call its wishes as it likes.
      const elements = text.match(/<[a-z][\w-]*\s[^>]*>/g) ?? [];
      return elements.flatMap((element) =>
        [...element.matchAll(reactSpelling)].map(([, each]) => `${name}: ${each}`),
      );
    }),
  );
  expect(pages.length).toBeGreaterThan(100);
  expect(found.flat()).toEqual([]);
});
