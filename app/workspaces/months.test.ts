import { expect, test } from "vitest";
import { daysOfMonth, isMonth, isOn, nextMonth, previousMonth } from "./months";

test("a month is whole weeks from Monday, and holds each of its days once", () => {
  const weeks = daysOfMonth("2026-12");
  expect(weeks[0]?.[0]).toBe("2026-11-30");
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks.flat().filter((day) => day.startsWith("2026-12"))).toHaveLength(31);
  expect(daysOfMonth("2027-02")).toHaveLength(4);
});

test("months follow each other over the turn of the year", () => {
  expect(nextMonth("2026-12")).toBe("2027-01");
  expect(previousMonth("2027-01")).toBe("2026-12");
});

test("a date of several days is on each of them", () => {
  const date = { day: "2026-12-30", lastDay: "2027-01-02" };
  expect(
    ["2026-12-29", "2026-12-30", "2027-01-01", "2027-01-02", "2027-01-03"].map((day) => isOn(date, day)),
  ).toEqual([false, true, true, true, false]);
});

test("what is no month is none", () => {
  expect([null, "", "2026-13", "2026-1", "0000-01", "2026-12-01"].filter(isMonth)).toEqual([]);
});
