import { replaceImages, shiftCharacters } from "./paste-characters";
import { normaliseLists } from "./paste-lists";
import { flattenTables, flattenTabs } from "./paste-tables";

/**
 * Cleans the clipboard HTML of word processors before the editor's schema parses it: their lists, tables and
 * superscripts, headings that begin at the first level, wrapping comments and styles.
 * @returns the cleaned HTML, and the number of its images, which a document cannot contain
 */
export function cleanPastedHtml(html: string): { html: string; images: number } {
  const page = new DOMParser().parseFromString(
    withTable(withoutStyles(withoutConditions(html))),
    "text/html",
  );
  const { body } = page;
  for (const element of body.querySelectorAll(ignored)) element.remove();
  for (const element of body.querySelectorAll("[data-look]")) if (isHidden(element)) element.remove();
  for (const link of body.querySelectorAll("a[href]")) trimAddress(link);
  const images = replaceImages(body);
  shiftCharacters(body);
  normaliseLists(body);
  flattenTables(body);
  removeStrayBreaks(body);
  lowerHeadings(body);
  readLooks(body);
  return { html: body.innerHTML, images };
}

/**
 * Cleans pasted plain text: separates a table's cells, and removes control characters, which PostgreSQL cannot store.
 */
export function cleanPastedText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
  return flattenTabs(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ""));
}

const ignored =
  "script, style, template, meta, link, title, xml, o\\:p, iframe, object, embed, select, datalist, dialog";

/** Browsers drop blanks around an address and encode those within; the rule of safe links refuses both. */
function trimAddress(link: Element): void {
  link.setAttribute("href", (link.getAttribute("href") ?? "").trim().replace(/ /g, "%20"));
}

const isHidden = (element: Element): boolean =>
  /(?<![-\w])(display:\s*none|mso-hide:\s*all)/i.test(element.getAttribute("data-look") ?? "");

/** Word hides list markers in conditional comments; they tell a numbered list from a bulleted one. */
function withoutConditions(html: string): string {
  return html
    .replace(/<!--\[if !supportLists\]-->|<!\[if !supportLists\]>/gi, "<i data-sign>")
    .replace(/<!--\[endif\]-->|<!\[endif\]>/gi, "</i>");
}

/** Styles become `data-look` attributes: parsed as styles they would violate the Content-Security-Policy. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style[\s>][\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-look="));
}

/** The marked fragment of a spreadsheet begins inside its table: without the table, a parser drops rows and cells. */
function withTable(html: string): string {
  const first = /<(?!meta|!)([a-z]\w*)/i.exec(html)?.[1] ?? "";
  return /^(col|colgroup|caption|thead|tbody|tfoot|tr|td|th)$/i.test(first) ? `<table>${html}</table>` : html;
}

/** Breaks between blocks, and those that a browser adds at the end, are not lines of the content. */
function removeStrayBreaks(body: HTMLElement): void {
  for (const lineBreak of body.querySelectorAll("br")) {
    const isBetween = [lineBreak.previousElementSibling, lineBreak.nextElementSibling].some((element) =>
      element?.matches("p, div, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, hr"),
    );
    if (isBetween || lineBreak.className === "Apple-interchange-newline") lineBreak.remove();
  }
}

/** The elements for words that are bold, italic, underlined or struck by style alone. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/(?<![-\w])font-weight:\s*(bold|[6-9]00)/i, "strong"],
  [/(?<![-\w])font-style:\s*italic/i, "em"],
  [/(?<![-\w])text-decoration[^;]*:[^;]*underline/i, "u"],
  [/(?<![-\w])text-decoration[^;]*:[^;]*line-through/i, "s"],
];

function readLooks(body: HTMLElement): void {
  for (const element of body.querySelectorAll("[data-look]")) {
    const look = element.getAttribute("data-look") ?? "";
    element.removeAttribute("data-look");
    // Google wraps a whole document in a `b` that is not bold.
    if (element.matches("b, strong") && /(?<![-\w])font-weight:\s*(normal|400)/i.test(look)) {
      element.replaceWith(...element.childNodes);
    } else if (element.matches("span")) wrap(element, look);
  }
}

function wrap(element: Element, look: string): void {
  for (const [pattern, name] of meanings) {
    if (!pattern.test(look)) continue;
    const mark = element.ownerDocument.createElement(name);
    mark.append(...element.childNodes);
    element.append(mark);
  }
}

/**
 * A document's title is not part of its content: where pasted content has a first level, every heading goes down a
 * level.
 */
function lowerHeadings(body: HTMLElement): void {
  const step = body.querySelector("h1") ? 1 : 0;
  for (const level of [6, 5, 4, 3, 2, 1]) {
    const lowered = Math.min(4, level + step);
    if (lowered === level) continue;
    for (const heading of body.querySelectorAll(`h${level}`)) {
      const lower = body.ownerDocument.createElement(`h${lowered}`);
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
  }
}
