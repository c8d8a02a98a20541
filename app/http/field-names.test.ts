import { expect, test } from "vitest";
import { unpackForm } from "./carried-form";
import { areFormFieldNames } from "./field-names";

const named = (...names: string[]) => names.map((name): [string, string] => [name, "x"]);

test.each([
  [["email"]],
  [["regions", "regions", "visibility.regions", "visibility.name"]],
  [["contacts[0].name", "contacts[0].email", "contacts[12].name"]],
  [
    unpackForm("title=Un+fil&body=Des+mots")
      .map(([name]) => name)
      .slice(0, 2),
  ],
])("what our pages send is taken: %j", (names) => {
  expect(areFormFieldNames(named(...names))).toBe(true);
});

test.each([
  [["email[999999999]"]],
  [["email[100]"]],
  [["email[]"]],
  [["email", "email.not"]],
  [["email.not", "email"]],
  [["contacts[0].name", "contacts.name"]],
  [["__proto__"]],
  [["contacts.__proto__.x"]],
  [["a.constructor"]],
  [["__state__"]],
  [["__intent__"]],
  [["a".repeat(61)]],
  [["a.b.c.d.e.f"]],
  [["é"]],
  [[""]],
  [Array.from({ length: 2_001 }, () => "a")],
])("what no page of ours sends is refused: %j", (names) => {
  expect(areFormFieldNames(named(...names))).toBe(false);
});

test("of conform's intents only the one that shows a form again is accepted", () => {
  expect(areFormFieldNames([["a", "x"], ...unpackForm("b=y")])).toBe(true);
  expect(areFormFieldNames([["__intent__", '{"type":"update","payload":{"value":{"not":""}}}']])).toBe(false);
});
