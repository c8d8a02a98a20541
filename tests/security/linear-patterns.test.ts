import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import ts from "typescript";
import { expect, test } from "vitest";

interface Pattern {
  file: string;
  source: string;
  flags: string;
}

/** Patterns of files that read only our own texts. */
const ownTexts = /pseudo\.server\.ts$/;

/** Every pattern with a repetition in the portal's code. */
function patterns(): Pattern[] {
  const files = execFileSync("git", ["ls-files", "app", "server"], { encoding: "utf8" })
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.d\.ts$/.test(file) && !ownTexts.test(file));
  const found = new Map<string, Pattern>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node) => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, body = "", flags = ""] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
        if (/[*+]|\{\d*,/.test(body)) found.set(node.text, { file, source: body, flags });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];
}

/** The longest time that a pattern may take for all texts; a linear one takes some milliseconds. */
const limitMs = 10_000;

/** The first pattern that does not end in time; null when all do. */
function firstSlow(list: readonly Pattern[]): Promise<Pattern | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("../support/pattern-worker.mjs", import.meta.url), {
      workerData: list,
    });
    let done = 0;
    let timer = setTimeout(giveUp, limitMs);
    function giveUp() {
      void worker.terminate();
      resolve(list[done] ?? null);
    }
    worker.on("message", () => {
      done += 1;
      clearTimeout(timer);
      if (done < list.length) timer = setTimeout(giveUp, limitMs);
      else resolve(null);
    });
    worker.on("error", reject);
  });
}

test("no pattern takes time in the square of a text", async () => {
  const all = patterns();
  expect(all.length).toBeGreaterThan(100);
  expect(await firstSlow(all)).toBeNull();
});
