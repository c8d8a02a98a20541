import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const exec = promisify(execFile);

/** Runs one of the house's tools. @returns what it complained about, nothing when it is content. */
async function complaintsOf(tool: string, ...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await exec(`node_modules/${tool}`, args, { maxBuffer: 1 << 26 }).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return code === 0 ? "" : `${stdout}${stderr}`;
}

test("the types fit", async () => {
  expect(await complaintsOf("typescript-7/bin/tsc", "--noEmit")).toBe("");
});

test("the code is formatted and linted", async () => {
  expect(await complaintsOf(".bin/biome", "check", ".")).toBe("");
});

test("imports keep to the rules of the house", async () => {
  expect(
    await complaintsOf(
      ".bin/depcruise",
      "app",
      "server",
      "prisma",
      "tests",
      "--config",
      ".dependency-cruiser.cjs",
    ),
  ).toBe("");
});

test("nothing is left unused: no file, no export, no package", async () => {
  expect(await complaintsOf(".bin/knip")).toBe("");
});
