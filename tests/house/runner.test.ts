import { execFile } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";

/** What fails the first time it is run, and no more; by a file, since each run is another process. */
const failsOnce = `
  import { existsSync, writeFileSync } from "node:fs";
  const failOnce = (name) => {
    const first = !existsSync(name);
    writeFileSync(name, "");
    if (first) throw new Error("the first time");
  };`;

/** Runs these files as `npm test` does. */
async function runFiles(files: Record<string, string>) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "portal-runner-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "vitest.config.mjs"), "export default { test: { include: ['*.check.mjs'] } }");
  for (const [name, text] of Object.entries(files)) {
    await writeFile(
      join(folder, name),
      `import { beforeAll, describe, expect, test } from "vitest";${failsOnce}${text}`,
    );
  }
  const runner = pathToFileURL(join(process.cwd(), "tests/vitest.mjs")).href;
  const script = `import { runVitest } from ${JSON.stringify(runner)}; runVitest([], {}, ${JSON.stringify(folder)});`;
  // Without what this run has told its own tests about itself.
  const { PATH, HOME, NODE_ENV } = process.env;
  const command = ["--input-type=module", "--eval", script];
  return await new Promise<{ code: number; lines: string[]; flaky: string }>((resolve, reject) => {
    execFile(process.execPath, command, { env: { PATH, HOME, NODE_ENV } }, (error, stdout) => {
      readFile(join(folder, "test-results/flaky.txt"), "utf8").then(
        (flaky) =>
          resolve({ code: error ? Number(error.code) : 0, lines: stdout.trimEnd().split("\n"), flaky }),
        reject,
      );
    });
  });
}

test("what fails and passes alone is flaky, and the run passes; its name is on the output and in a file", async () => {
  const { code, lines, flaky } = await runFiles({
    "a.check.mjs": `
      describe("of (all) kinds", () => {
        test("one that fails once: 1 + 1?", () => failOnce("one"));
        test("one that is well", () => undefined);
      });`,
    "b.check.mjs": `beforeAll(() => failOnce("hook")); test("behind a hook that fails once", () => undefined);`,
    "c.check.mjs": `failOnce("file"); test("in a file that loads the second time", () => undefined);`,
  });
  const names = [
    "a.check.mjs > of (all) kinds one that fails once: 1 + 1?",
    "b.check.mjs > behind a hook that fails once",
    "c.check.mjs",
  ];
  expect(flaky.trimEnd().split("\n").sort()).toEqual(names);
  expect(lines.filter((line) => line.startsWith("flaky: ")).sort()).toEqual(
    names.map((name) => `flaky: ${name}`),
  );
  expect(lines.at(-1)).toMatch(/^3 passed, 0 failed$/);
  expect(code).toBe(0);
});

test("what fails twice fails the run, and so does what is skipped", async () => {
  const { code, lines, flaky } = await runFiles({
    "a.check.mjs": `
      test("never well", () => { throw new Error("always"); });
      test("fails once", () => failOnce("one"));
      test.skip("left out", () => undefined);`,
    "b.check.mjs": `throw new Error("never loads");`,
  });
  expect(flaky).toBe("a.check.mjs > fails once\n");
  expect(lines.at(-1)).toBe("1 passed, 3 failed");
  expect(code).toBe(1);
});
