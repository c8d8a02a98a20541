import type { Page } from "playwright-core";

/**
 * Text of a page that passed through no catalogue, when it is read in the pseudo-language (`app/i18n/pseudo.server.ts`):
 * words without its brackets that are no data either, nor the beginning of one. What a loader or action handed to the page is data, and so is
 * what the browser writes itself (dates in `<time>`), what is marked as another language (`lang`), and the letters of
 * an avatar, which are made from a name.
 */
export async function escapedText(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { loaderData, actionData } = (
      window as unknown as { __remixRouter: { state: Record<string, Record<string, unknown> | null> } }
    ).__remixRouter.state;

    function leaves(value: unknown): string[] {
      if (typeof value === "string") return value.startsWith("{`") ? leaves(unpacked(value)) : [value];
      if (typeof value !== "object" || value === null) return [];
      return Object.entries(value).flatMap(([key, each]) => (key === "messages" ? [] : leaves(each)));
    }

    /** What travelled in one piece (app/http/packed-json.ts). */
    const unpacked = (piece: string): unknown =>
      JSON.parse(piece.replace(/["`]/g, (quote) => (quote === '"' ? "`" : '"')));

    /** A text as it is, the texts in it where it is HTML, its host where it is an address. */
    function shownAs(text: string): string[] {
      if (/^https?:/.test(text) && URL.canParse(text)) {
        const { host, pathname } = new URL(text);
        return [text, host, host + pathname];
      }
      if (!text.includes("<")) return [text];
      const inside = new DOMParser().parseFromString(text, "text/html");
      return [text, ...textsBelow(inside.body)];
    }

    function textsBelow(root: Node): string[] {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) found.push(walker.currentNode.nodeValue ?? "");
      return found;
    }

    const plain = (text: string) => text.replace(/\s+/g, " ").trim();
    const data = [...new Set([...leaves(loaderData), ...leaves(actionData)].flatMap(shownAs).map(plain))]
      .filter((text) => text.length > 1)
      .sort((one, other) => other.length - one.length);

    const letter = /\p{L}/u;
    /** A date that a message was given, written out as French does. */
    const day =
      /\d{1,2}(er)? (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}/g;
    function isEscaped(text: string): boolean {
      const own = plain(text.replace(/⟦[^⟧]*⟧/g, " "));
      const beginning = own.replace(/…$/, "");
      if (beginning !== own && data.some((known) => known.startsWith(beginning))) return false;
      let rest = ` ${own} `;
      if (!letter.test(rest)) return false;
      for (const known of data) {
        const at = rest.indexOf(known);
        if (at < 0 || letter.test(rest[at - 1] ?? "") || letter.test(rest[at + known.length] ?? "")) continue;
        rest = rest.split(known).join(" ");
      }
      return letter.test(rest.replace(day, " "));
    }

    const attributes = ["title", "aria-label", "aria-description", "alt", "placeholder", "data-long"];
    const apart = "script, noscript, style, time, .avatar, body [lang]";
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement?.closest(apart)) texts.push(walker.currentNode.nodeValue ?? "");
    }
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(apart)) continue;
      for (const name of attributes) texts.push(element.getAttribute(name) ?? "");
      if (element.matches("input:is([type=submit], [type=button])"))
        texts.push(element.getAttribute("value") ?? "");
    }
    return [...new Set(texts.filter(isEscaped).map(plain))];
  });
}
