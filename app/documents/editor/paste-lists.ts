import type { numberings } from "./vocabulary";

/**
 * Normalises lists from the clipboard to HTML lists: Word uses paragraphs with a marker, Word Online one list per item
 * with its level as a number, LibreOffice and Google Docs put a list directly into the list above.
 */
export function normaliseLists(body: HTMLElement): void {
  readWordLists(body);
  readOnlineLists(body);
  for (const list of body.querySelectorAll<HTMLElement>("ol, ul")) {
    readNumbering(list);
    adoptChildren(list);
  }
}

/** The kind of list, the numbering and the number that an item's marker shows. */
interface Sign {
  kind: "ol" | "ul";
  type: string | null;
  number: number;
}

const bullet: Sign = { kind: "ul", type: null, number: 1 };

/** Lists from Word. */
function readWordLists(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll<HTMLElement>(
    "p[data-look*='mso-list'], p[class*='MsoListParagraph']",
  )) {
    const mark = paragraph.querySelector("[data-sign]");
    if (!mark && !/mso-list:\s*l\d/i.test(lookOf(paragraph))) continue;
    const level = Number(/mso-list:[^;]*level(\d)/i.exec(lookOf(paragraph))?.[1] ?? 1);
    const list = listAt(paragraph, level);
    const sign = mark ? readSign(mark.textContent ?? "", list) : bullet;
    // « Article 1 – » is more than a number: as a list it would lose its words.
    if (!sign) continue;
    mark?.remove();
    appendItem(paragraph, sign, level, [...paragraph.childNodes]);
    paragraph.remove();
  }
  for (const mark of body.querySelectorAll("[data-sign]")) mark.replaceWith(...mark.childNodes);
}

/** Null for a marker that a list cannot show. */
function readSign(text: string, list: Element | undefined): Sign | null {
  const sign = text.replace(/[\s\u00a0]+/g, "");
  // Word's bullets are often letters of a symbol font: o, §, ü, Ø.
  if (!/[\p{L}\p{N}]/u.test(sign) || /^\P{N}$/u.test(sign)) return bullet;
  const counter = /^\(?(?:\d+[.)])*(\d+|[a-z]{1,2}|[ivxlc]+)(?:[.)°]|[.)]?[-–])?$/i.exec(sign)?.[1];
  if (!counter) return null;
  if (/^\d/.test(counter)) return { kind: "ol", type: null, number: Number(counter) };
  const upper = counter === counter.toUpperCase();
  const goesOn = list?.getAttribute("type")?.toLowerCase();
  const roman = romanNumber(counter);
  const isRoman =
    roman !== null && (goesOn ? goesOn === "i" : counter.toLowerCase() === "i" || counter.length > 1);
  if (isRoman) return { kind: "ol", type: upper ? "I" : "i", number: roman };
  return { kind: "ol", type: upper ? "A" : "a", number: letterNumber(counter) };
}

const romanDigits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanNumber(text: string): number | null {
  const digits = [...text.toLowerCase()].map((sign) => romanDigits[sign] ?? Number.NaN);
  const sum = digits.reduce(
    (total, digit, index) => total + (digit < (digits[index + 1] ?? 0) ? -digit : digit),
    0,
  );
  return Number.isNaN(sum) ? null : sum;
}

/** a to z, then aa, as Word counts. */
function letterNumber(text: string): number {
  const [last = "a"] = text.toLowerCase().slice(-1);
  return last.charCodeAt(0) - 96 + 26 * (text.length - 1);
}

/** Lists from Word Online, and others whose items carry their level. */
function readOnlineLists(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper"))
    wrapper.replaceWith(...wrapper.childNodes);
  for (const list of body.querySelectorAll<HTMLElement>("ol, ul")) {
    const items = [...list.children];
    if (list.parentElement?.closest("ol, ul") || items.length === 0) continue;
    if (!items.every((item) => item.matches("li[data-aria-level]"))) continue;
    readNumbering(list);
    const start = Number(list.getAttribute("start") ?? 1);
    for (const [index, item] of items.entries()) {
      const type = list.getAttribute("type");
      const sign: Sign = { kind: list.localName === "ol" ? "ol" : "ul", type, number: start + index };
      appendItem(list, sign, Number(item.getAttribute("data-aria-level")), [...item.childNodes]);
    }
    list.remove();
  }
}

/** The level of each list made here; a list of the author's is never continued. */
const madeAt = "data-made-at";

/** The lists made here that end right before an element, the outermost first. */
function openLists(place: Element): Element[] {
  const lists: Element[] = [];
  let list = place.previousElementSibling;
  while (list?.hasAttribute(madeAt)) {
    lists.push(list);
    list = list.lastElementChild?.lastElementChild ?? null;
  }
  return lists;
}

const levelOf = (list: Element): number => Number(list.getAttribute(madeAt));

const listAt = (place: Element, level: number): Element | undefined =>
  openLists(place).find((list) => levelOf(list) === level);

function appendItem(place: Element, sign: Sign, level: number, content: Node[]): void {
  const { ownerDocument } = place;
  const item = ownerDocument.createElement("li");
  if (
    content.some(
      (node) => node instanceof Element && node.matches("p, ol, ul, blockquote, h1, h2, h3, h4, h5, h6"),
    )
  ) {
    item.append(...content);
  } else {
    const paragraph = ownerDocument.createElement("p");
    paragraph.append(...content);
    item.append(paragraph);
  }
  const list = listAt(place, level);
  if (list && goesOnWith(list, sign)) list.append(item);
  else {
    const fresh = ownerDocument.createElement(sign.kind);
    fresh.setAttribute(madeAt, String(level));
    if (sign.type) fresh.setAttribute("type", sign.type);
    if (sign.number !== 1) fresh.setAttribute("start", String(sign.number));
    fresh.append(item);
    const above = openLists(place).findLast((open) => levelOf(open) < level);
    if (above) above.lastElementChild?.append(fresh);
    else place.before(fresh);
  }
}

function goesOnWith(list: Element, { kind, type, number }: Sign): boolean {
  if (list.localName !== kind || list.getAttribute("type") !== type) return false;
  return kind === "ul" || Number(list.getAttribute("start") ?? 1) + list.childElementCount === number;
}

const cssNumberings: Record<string, (typeof numberings)[number]> = {
  "lower-alpha": "a",
  "lower-latin": "a",
  "upper-alpha": "A",
  "upper-latin": "A",
  "lower-roman": "i",
  "upper-roman": "I",
};

/** Converts a numbering style and the number of the first item to HTML's attributes. */
function readNumbering(list: HTMLElement): void {
  if (list.localName !== "ol") return;
  const first = list.querySelector<HTMLElement>(":scope > li");
  const look = `${lookOf(list)};${first ? lookOf(first) : ""}`;
  const style = /list-style[^;]*\b((?:lower|upper)-(?:alpha|latin|roman))\b/i.exec(look)?.[1] ?? "";
  const numbering = cssNumberings[style.toLowerCase()];
  if (numbering && !list.hasAttribute("type")) list.setAttribute("type", numbering);
  const value = first?.getAttribute("value");
  if (value && !list.hasAttribute("start")) list.setAttribute("start", value);
}

/** A child of a list that is not an item belongs to the item before it. */
function adoptChildren(list: HTMLElement): void {
  let item: Element | null = null;
  for (const child of [...list.childNodes]) {
    if (child instanceof Element && child.localName === "li") item = child;
    else if (child instanceof Element || child.textContent?.trim()) {
      if (!item) {
        item = list.ownerDocument.createElement("li");
        child.before(item);
      }
      item.append(child);
    }
  }
}

const lookOf = (element: Element): string => element.getAttribute("data-look") ?? "";
