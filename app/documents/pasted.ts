/**
 * Tidies up what word processors put into the clipboard, before the editor's schema takes what it knows of it:
 * Word's lists are paragraphs with a sign in front, its headings begin at the first level, and everything is
 * wrapped in comments and styles.
 */
export function cleanPasted(html: string): string {
  const page = new DOMParser().parseFromString(withoutStyles(withoutConditions(html)), "text/html");
  const { body } = page;
  for (const element of body.querySelectorAll("script, meta, link, title, xml, o\\:p")) element.remove();
  makeLists(body);
  lowerHeadings(body);
  readLooks(body);
  return body.innerHTML;
}

/** Word hides its list signs in conditional comments, and they are what tells a numbered list from another. */
function withoutConditions(html: string): string {
  return html
    .replace(/<!--\[if !supportLists\]-->|<!\[if !supportLists\]>/gi, "<i data-sign>")
    .replace(/<!--\[endif\]-->|<!\[endif\]>/gi, "</i>");
}

/** Styles are kept aside to be read: parsed as such they would breach our Content-Security-Policy. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style[\s>][\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-look="));
}

/** What a look means, where words are bold, italic, underlined or struck by their style alone. */
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
    // What a whole document is wrapped in by Google: bold that is not.
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

/** The title of a text is no part of it: where a pasted one has its own first level, everything steps down. */
function lowerHeadings(body: HTMLElement): void {
  if (!body.querySelector("h1")) return;
  for (const level of [3, 2, 1]) {
    for (const heading of body.querySelectorAll(`h${level}`)) {
      const lower = body.ownerDocument.createElement(`h${level + 1}`);
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
  }
}

const numberSign = /^\s*(\d+|[a-z]|[ivx]+)[.)]/i;

function makeLists(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll<HTMLElement>(
    "p[data-look*='mso-list'], p[class*='MsoListParagraph']",
  )) {
    const sign = paragraph.querySelector("[data-sign]");
    if (!sign && !/mso-list:\s*l\d/i.test(paragraph.getAttribute("data-look") ?? "")) continue;
    const kind = numberSign.test(sign?.textContent ?? "") ? "ol" : "ul";
    sign?.remove();
    const item = body.ownerDocument.createElement("li");
    const text = body.ownerDocument.createElement("p");
    text.append(...paragraph.childNodes);
    item.append(text);
    listFor(paragraph, kind, levelOf(paragraph)).append(item);
    paragraph.remove();
  }
  for (const sign of body.querySelectorAll("[data-sign]")) sign.replaceWith(...sign.childNodes);
}

const levelOf = (paragraph: HTMLElement): number =>
  Number(/mso-list:[^;]*level(\d)/i.exec(paragraph.getAttribute("data-look") ?? "")?.[1] ?? 1);

/** The list that ends right before this paragraph, at this depth; made where there is none. */
function listFor(paragraph: HTMLElement, kind: "ol" | "ul", level: number): Element {
  const { ownerDocument } = paragraph;
  const before = paragraph.previousElementSibling;
  let list = before?.matches("ol, ul") ? before : null;
  if (!list || (level === 1 && list.localName !== kind)) {
    list = ownerDocument.createElement(kind);
    paragraph.before(list);
  }
  for (let depth = 1; depth < level; depth++) {
    const last: Element | null = list.lastElementChild;
    if (!last) break;
    const inner: Element | null = last.querySelector(":scope > ol, :scope > ul");
    if (inner) list = inner;
    else {
      const made = ownerDocument.createElement(kind);
      last.append(made);
      list = made;
    }
  }
  return list;
}
