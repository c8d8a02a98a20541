import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/**
 * Versions below which a package is known to be unsafe or not to fit (DESIGN, "Things tried"), for whatever of it
 * stands in the production tree.
 */
const floors: Record<string, string> = {
  "@remix-run/node": "2.17.5",
  "@remix-run/react": "2.17.5",
  "@remix-run/express": "2.17.5",
  "@remix-run/server-runtime": "2.17.5",
  "@remix-run/router": "1.23.4",
  "react-router": "6.30.6",
  "react-router-dom": "6.30.6",
  "engine.io": "6.6.10",
  "socket.io-parser": "4.2.7",
  ws: "8.21.0",
  nodemailer: "10.4.1",
  "prosemirror-model": "1.22.2",
  linkifyjs: "4.3.2",
};

/** What may be absent until the room that needs it is built. */
const needed = ["@remix-run/node", "@remix-run/router", "react-router", "nodemailer"];

interface Locked {
  version: string;
  dev?: boolean;
}

async function productionTree(): Promise<{ name: string; version: string }[]> {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8")) as {
    packages: Record<string, Locked>;
  };
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version }]) => ({ name: path.replace(/^.*node_modules\//, ""), version }));
}

const numbers = (version: string) => version.split(/[.-]/).map(Number);

function atLeast(version: string, floor: string): boolean {
  const [have, want] = [numbers(version), numbers(floor)];
  for (let part = 0; part < 3; part++) {
    const difference = (have[part] ?? 0) - (want[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

test("no package of the production tree is below its floor", async () => {
  const below = (await productionTree()).filter(({ name, version }) => {
    const floor = floors[name];
    return floor !== undefined && !atLeast(version, floor);
  });
  expect(below).toEqual([]);
});

test("the packages whose floors matter from the start are there", async () => {
  const names = new Set((await productionTree()).map(({ name }) => name));
  expect(needed.filter((name) => !names.has(name))).toEqual([]);
});

test("the lockfile names no registry, and packages are pinned exactly", async () => {
  expect(await readFile("package-lock.json", "utf8")).not.toMatch(/"resolved": "https?:/);
  const { dependencies, devDependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:[\w@/-]+@)?\d/.test(String(version)),
  );
  expect(loose).toEqual([]);
});
