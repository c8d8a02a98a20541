import { expect, test } from "vitest";
import { choiceField, isDay } from "./fields";

test.each(["2026-02-28", "2028-02-29", "1900-01-01", "2199-12-31"])("%s is a day", (text) => {
  expect(isDay(text)).toBe(true);
});

test.each([
  "2026-02-29",
  "2026-02-31",
  "2026-13-01",
  "2026-00-10",
  "0000-01-01",
  "9999-12-31",
  "2026-1-1",
  "",
])("%s is none", (text) => {
  expect(isDay(text)).toBe(false);
});

test("a value out of a list holds no zero byte, which the database would fall over", () => {
  expect(choiceField().safeParse("droit-d-asile").success).toBe(true);
  expect(choiceField().safeParse("a\0b").success).toBe(false);
});
