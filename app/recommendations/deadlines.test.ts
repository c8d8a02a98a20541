import { expect, test } from "vitest";
import { isOverdue, readDue } from "./deadlines";

test.each([
  ["30/06/2027", "2027-06-30", "day"],
  ["31/12/26", "2026-12-31", "day"],
  ["déc. 2026", "2026-12-31", "month"],
  ["février 2028", "2028-02-29", "month"],
  ["T2 2027", "2027-06-30", "quarter"],
  ["2e trimestre 2027", "2027-06-30", "quarter"],
  ["S1 2027", "2027-06-30", "half"],
  ["second semestre 2027", "2027-12-31", "half"],
  ["fin 2027", "2027-12-31", "year"],
  ["2027", "2027-12-31", "year"],
])("B4: « %s » ends on %s", (words, dueOn, precision) => {
  expect(readDue(words)).toEqual({ text: words, dueOn, precision });
});

test("B4: « T2 2027 » is overdue on 1 July 2027, « dès que possible » never", () => {
  const { dueOn = null } = readDue("T2 2027") ?? {};
  expect(isOverdue(dueOn, "2027-06-30")).toBe(false);
  expect(isOverdue(dueOn, "2027-07-01")).toBe(true);
  expect(readDue("dès que possible")).toEqual({ text: "dès que possible", dueOn: null, precision: "none" });
  expect(isOverdue(null, "2999-01-01")).toBe(false);
});

test.each(["31/02/2027", "T5 2027", "S3 2027", "un jour", "13/13/2026"])(
  "B4: « %s » is no deadline",
  (words) => {
    expect(readDue(words)).toBeNull();
  },
);
