import { expect, test } from "vitest";
import { packJson, unpackJson } from "./packed-json";

test("packing and unpacking returns the same value, whatever quotes it holds", () => {
  const value = { text: '« l’un », "l\'autre", `le tiers` \\ \\` \n', list: [1, null, true, { deep: '`"' }] };
  expect(unpackJson(packJson(value))).toEqual(value);
});

test("packed JSON inside JSON needs no escapes for its structure", () => {
  expect(JSON.stringify(packJson({ name: "Agadez" }))).toBe('"{`name`:`Agadez`}"');
});
