import { expect, test } from "vitest";
import { inOnePiece, readPiece } from "./piece";

test("what is made one piece is the same again, whatever quotes it holds", () => {
  const value = { text: '« l’un », "l\'autre", `le tiers` \\ \\` \n', list: [1, null, true, { deep: '`"' }] };
  expect(readPiece(inOnePiece(value))).toEqual(value);
});

test("a piece inside JSON has no quote of its own structure to escape", () => {
  expect(JSON.stringify(inOnePiece({ name: "Agadez" }))).toBe('"{`name`:`Agadez`}"');
});
