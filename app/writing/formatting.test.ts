import { expect, test } from "vitest";
import { type Format, formatSelection, type Selected } from "./formatting";

/** A text with its selection between brackets. */
function read(marked: string): Selected {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  return { text: marked.replace(/[⟦⟧]/g, ""), start, end };
}

function apply(marked: string, format: Format): string {
  const selected = read(marked);
  const { start, end, by, selectStart, selectEnd } = formatSelection(selected, format, "texte");
  const text = selected.text.slice(0, start) + by + selected.text.slice(end);
  return `${text.slice(0, selectStart)}⟦${text.slice(selectStart, selectEnd)}⟧${text.slice(selectEnd)}`;
}

test.each<[Format, string, string]>([
  ["bold", "un ⟦mot⟧ dit", "un **⟦mot⟧** dit"],
  ["bold", "un **⟦mot⟧** dit", "un ⟦mot⟧ dit"],
  ["bold", "un⟦ mot ⟧dit", "un **⟦mot⟧** dit"],
  ["bold", "⟦⟧", "**⟦texte⟧**"],
  ["italic", "un ⟦mot⟧", "un *⟦mot⟧*"],
  ["italic", "un **⟦mot⟧**", "un ***⟦mot⟧***"],
  ["link", "voir ⟦la loi⟧.", "voir [la loi](⟦https://⟧)."],
  ["list", "avant\nu⟦⟧n", "avant\n- un⟦⟧"],
  ["list", "⟦un\ndeux⟧", "⟦- un\n- deux⟧"],
  ["list", "⟦- un\n- deux⟧", "⟦un\ndeux⟧"],
  ["quote", "⟦un\n\ndeux⟧ et trois", "⟦> un\n> \n> deux et trois⟧"],
])("%s of %j gives %j", (format, before, after) => {
  expect(apply(before, format)).toBe(after);
});
