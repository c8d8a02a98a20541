import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = "docs/decisions";
const records = readdirSync(folder).filter((name) => /^\d{4}-/.test(name));

test("each decision has a number of its own, the one its title says", () => {
  const numbers = records.map((name) => Number(name.slice(0, 4)));
  expect([...new Set(numbers)]).toEqual(numbers);
  const titles = records.map((name) => readFileSync(`${folder}/${name}`, "utf8"));
  expect(titles.map((text) => Number(/^# (\d+)\. /.exec(text)?.[1]))).toEqual(numbers);
});

test("the index leads to every decision", () => {
  const index = readFileSync(`${folder}/README.md`, "utf8");
  const linked = [...index.matchAll(/\]\((\d{4}-[^)]+\.md)\)/g)].map(([, name]) => name);
  expect(linked).toEqual(records);
});

test.each(["README.md", "SECURITY.md", "docs/architecture.md", "docs/operations.md", "docs/realtime.md"])(
  "what %s links to or shows is there",
  (file) => {
    const base = new URL(file, `file://${process.cwd()}/`);
    const links = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
    const missing = links.filter(([, to = ""]) => {
      const target = new URL(to, base);
      return !readdirSync(new URL(".", target)).includes(target.pathname.split("/").at(-1) ?? "");
    });
    expect(missing.map(([, to]) => to)).toEqual([]);
  },
);

test("the files that the architecture names are there", () => {
  const all = ["app", "server", "tests"].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: "utf8" }).map((name) => `/${top}/${name}`),
  );
  const named = [...readFileSync("docs/architecture.md", "utf8").matchAll(/`([\w./-]+\.(?:tsx?|mjs))`/g)];
  const missing = named.filter(([, name]) => !all.some((file) => file.endsWith(`/${name}`)));
  expect(missing.map(([, name]) => name)).toEqual([]);
});
