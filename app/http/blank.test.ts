import { expect, test } from "vitest";
import { isBlank } from "./blank";

test.each<[string, string]>([
  ["nothing", ""],
  ["spaces and line breaks", " \t\r\n\u00a0\u202f\u2003\u3000"],
  ["the empty Braille cell", "\u2800"],
  ["Hangul fillers", "\u3164\uffa0\u115f\u1160"],
  ["direction marks", "\u200e\u200f\u061c\u202a"],
  ["zero-width signs", "\u200b\u200c\u200d\u2060\ufeff\u00ad"],
  ["variation selectors and tags", "\ufe0f\u{e0100}\u{e0020}"],
  ["combining marks alone", "\u034f\u0301"],
  ["signs that are drawn as nothing", "\ufffc\u{1d159}\u180e"],
  ["several of them", " \u2800\u3164\u200e\n\ufe0f"],
])("%s is blank", (_what, text) => expect(isBlank(text)).toBe(true));

test.each(["a", "…", ".", "0", "👍🏽", "❤️", "رسالة", "\u200eمرحبا", "\u2800a", "é", "e\u0301", "☐"])(
  "“%s” is not",
  (text) => expect(isBlank(text)).toBe(false),
);
