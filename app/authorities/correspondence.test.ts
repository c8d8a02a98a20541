import { describe, expect, test } from "vitest";
import { type DatedLetter, silenceOf, silentSince } from "./correspondence";

const letter = (sentOn: string, over: Partial<DatedLetter> = {}): DatedLetter => ({
  kind: "letter",
  officeId: null,
  sentOn,
  receivedOn: null,
  ...over,
});

describe("silence in days", () => {
  test("B8: silence counts from the proof of receipt, else from sending", () => {
    expect(silentSince([letter("2026-01-01", { receivedOn: "2026-01-04" })], null)).toBe("2026-01-04");
    expect(silentSince([letter("2026-01-01")], null)).toBe("2026-01-01");
    expect(silenceOf([letter("2026-01-01")], "2026-01-31")).toBe(30);
  });

  test("B8: a reminder does not begin it anew", () => {
    expect(silentSince([letter("2026-02-01", { kind: "reminder" }), letter("2026-01-01")], null)).toBe(
      "2026-01-01",
    );
  });

  test("B8: a written reply stops it, an oral one and a meeting do not", () => {
    const sent = letter("2026-01-01");
    expect(silentSince([sent, letter("2026-01-09", { kind: "written_reply" })], null)).toBeNull();
    expect(silentSince([sent, letter("2026-01-09", { kind: "oral_reply" })], null)).toBe("2026-01-01");
    expect(silentSince([sent, letter("2026-01-09", { kind: "meeting" })], null)).toBe("2026-01-01");
    expect(silenceOf([], "2026-01-31")).toBeNull();
  });

  test("B8: each office has its own silence, and a reply of the authority answers for all", () => {
    const letters = [letter("2026-01-01", { officeId: "a" }), letter("2026-01-11", { officeId: "b" })];
    const ofOne = [...letters, letter("2026-01-20", { kind: "written_reply", officeId: "a" })];
    expect(silentSince(ofOne, "a")).toBeNull();
    expect(silenceOf(ofOne, "2026-01-31")).toBe(20);
    expect(silenceOf([...letters, letter("2026-01-20", { kind: "written_reply" })], "2026-01-31")).toBeNull();
  });
});
