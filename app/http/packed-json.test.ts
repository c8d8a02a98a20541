import { expect, test } from "vitest";
import { packJson, unpackJson } from "./packed-json";

test("what is made one piece is the same again, whatever quotes it holds", () => {
  const value = { text: '« l’un », "l\'autre", `le tiers` \\ \\` \n', list: [1, null, true, { deep: '`"' }] };
  expect(unpackJson(packJson(value))).toEqual(value);
});

test("a piece inside JSON has no quote of its own structure to escape", () => {
  expect(JSON.stringify(packJson({ name: "Agadez" }))).toBe('"{`name`:`Agadez`}"');
});
