import { afterAll, beforeAll, expect, test } from "vitest";
import { eicar, type Scanner, startScanner } from "../../tests/support/clamd";
import { useDatabase } from "../../tests/support/database";
import { upload, useFiles } from "../../tests/support/files";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";

useDatabase("demonstration");
const files = useFiles();
let scanner: Scanner;
let writer: Viewer;
let spaceId: string;

beforeAll(async () => {
  scanner = await startScanner();
  files().services.clamd = scanner.address;
  writer = await viewerOf("agadez.terrain");
  spaceId = await makeSpace({ facilitator: writer.personId });
});

afterAll(() => scanner.stop());

const outcome = async (bytes: Buffer) => {
  const { state, reason } = await upload(writer, spaceId, "a.txt", bytes);
  return [state, reason];
};

test("where a scanner is configured it decides, and without its answer nothing is accepted", async () => {
  expect(await outcome(Buffer.from("Des mots."))).toEqual(["done", null]);
  expect(await outcome(Buffer.from(eicar))).toEqual(["refused", "virus"]);
  expect(await outcome(Buffer.alloc(3_000_000, "des mots "))).toEqual(["done", null]);
  files().services.clamd = `${scanner.address}.absent`;
  expect(await outcome(Buffer.from("Des mots."))).toEqual(["refused", "scannerAway"]);
});
