import { readFile } from "node:fs/promises";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { actions } from "../../app/audit/action-table";
import { type Action, isTold, rowOf } from "../../app/audit/actions";
import { deadlineKinds } from "../../app/notices/notices";
import { noticeTable } from "../../app/notices/table.server";

const declared = Object.keys(actions) as Action[];

/** The actions of every call of `recordEvent`, as the type of its argument says. */
let emitted: Set<string>;

beforeAll(() => {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const files = fileNames.filter((path) => /\bapp\/.*\.server\.ts$|types\.d\.ts$/.test(path));
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  emitted = new Set();
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "recordEvent") {
      const type = checker.getTypeAtLocation(node.arguments[2] as ts.Expression);
      const literals = type.isUnion() ? type.types : [type];
      for (const each of literals)
        emitted.add(each.isStringLiteral() ? each.value : checker.typeToString(each));
    }
    ts.forEachChild(node, walk);
  };
  for (const file of program.getSourceFiles()) {
    if (/(^|\/)app\/.*\.server\.ts$/.test(file.fileName) && file.text.includes("recordEvent(")) walk(file);
  }
});

test("every declared action is emitted by some verb, and every emitted one is declared", () => {
  expect(declared.filter((action) => !emitted.has(action))).toEqual([]);
  expect([...emitted].filter((action) => !declared.includes(action as Action))).toEqual([]);
});

test.each(["fr", "en"])("every action, object and detail has a label in the journal (%s)", async (locale) => {
  const labels: object = JSON.parse(await readFile(`app/audit/messages.${locale}.json`, "utf8"));
  const wanted = declared.flatMap((action) => {
    const { on, details = {} } = rowOf(action);
    return [
      `action.${action}`,
      ...(on ? [`object.${on}`] : []),
      ...Object.keys(details).map((key) => `detail.${key}`),
    ];
  });
  expect([...new Set(wanted)].filter((key) => !(key in labels))).toEqual([]);
});

test.each(["fr", "en"])("every kind of notice has its words (%s)", async (locale) => {
  const words: object = JSON.parse(await readFile(`app/notices/messages.${locale}.json`, "utf8"));
  const kinds = Object.entries(noticeTable).flatMap(([action, kind]) => ("noNotice" in kind ? [] : [action]));
  expect([...kinds, ...deadlineKinds].filter((kind) => !(`kind.${kind}` in words))).toEqual([]);
  const unknown = Object.keys(words)
    .flatMap((key) => /^kind\.(.+)/.exec(key)?.[1] ?? [])
    .filter((kind) => !([...kinds, ...deadlineKinds] as string[]).includes(kind));
  expect(unknown).toEqual([]);
});

test("E12: every told event has its row in the table of notices; one that makes no notice says why", () => {
  const reasons = Object.values(noticeTable).flatMap((kind) => ("noNotice" in kind ? [kind.noNotice] : []));
  expect(reasons.filter((reason) => reason.length < 10)).toEqual([]);
  expect(Object.keys(noticeTable).sort()).toEqual(declared.filter((action) => isTold(action)).sort());
});
