import { expect, test } from "vitest";
import { slugOf } from "./addresses";
import { isBlank } from "./blank";
import { cleanLine, cleanText, isDay } from "./fields";
import { choiceField, lineField, textField } from "./form-fields.server";
import { lastUuidIn } from "./uuid";

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

test("a choice field refuses zero bytes, which PostgreSQL rejects", () => {
  expect(choiceField().safeParse("droit-d-asile").success).toBe(true);
  expect(choiceField().safeParse("a\0b").success).toBe(false);
});

test.each([
  "",
  " ",
  "\u3164",
  "\u2800\u3164",
  "\u200e\u200f",
  "\u200b\u2060\ufeff",
  "\u00a0\u202f",
  "\u115f\u1160\uffa0",
  "\u{e0020}\u00ad",
  "\ufe0f",
])("what looks like nothing is empty: %j", (text) => {
  expect(isBlank(text)).toBe(true);
  expect(cleanText(text)).toBe("");
  for (const field of [lineField({ min: 1, max: 20 }), textField({ min: 1, max: 20 })]) {
    expect(field.safeParse(text).error?.issues[0]?.message).toBe("field.required");
  }
});

test.each(["a", "?", "🙂", "ن", "١", "€", "e\u0301", "👩\u200d🌾", "ㅏ"])(
  "a string with a visible character is not blank: %j",
  (text) => {
    expect(isBlank(text)).toBe(false);
  },
);

test.each(["\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f", "\t", "\u001e"])(
  "a line field stays one line: %j becomes a space",
  (sign) => {
    expect(lineField({ max: 50 }).parse(`Nom${sign}BEGIN:VCARD`)).toBe("Nom BEGIN:VCARD");
  },
);

test("a text field keeps its line breaks of every kind, and no other control characters", () => {
  expect(textField({ max: 50 }).parse("un\n\ndeux\u2028trois\u0085quatre\u0000\u0080")).toBe(
    "un\n\ndeux\ntrois\nquatre",
  );
});

test("a name does not keep invisible characters", () => {
  expect(cleanLine("A\u3164wa\u200e\u2800\u00ad Is\u200bsa")).toBe("A wa Issa");
});

test.each([
  ["Le cœur du sujet : nos sœurs", "le-coeur-du-sujet-nos-soeurs"],
  ["Wałęsa", "walesa"],
  ["C.N.D.H. – avis", "cndh-avis"],
  ["نداء", "x"],
  ["€ 100 %", "100"],
  [`${"a".repeat(59)} b`, "a".repeat(59)],
])("the words of “%s” in an address are “%s”, which a header may hold", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("the last id in an address is found, whatever surrounds it", () => {
  const id = "01a22e4e-9006-7463-b8ad-961915b57b23";
  expect(lastUuidIn(`https://x/fils/${id.toUpperCase()}-titre?apres=1`)).toBe(id);
  expect(lastUuidIn("01a22e4e-9006")).toBeUndefined();
});
