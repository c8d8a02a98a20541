import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Bench, table } from "./figures";

/** Each file of this folder whose name ends in `.bench.ts` is a bench: `npm run bench pages` runs `pages.bench.ts`. */
const ending = ".bench.ts";
const known = (await readdir(import.meta.dirname))
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(", ")}; there is: ${known.join(", ")}.\n`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : known) {
  const { bench } = (await import(join(import.meta.dirname, `${name}${ending}`))) as { bench: Bench };
  process.stdout.write(`\n${name}\n\n${table(await bench())}\n`);
}
process.exit(0);
