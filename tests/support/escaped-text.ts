import type { Page } from "playwright-core";

/**
 * Text of a page that passed through no catalogue, when it is read in the pseudo-language (`app/i18n/pseudo.server.ts`):
 * words without its brackets that are no data either. What a loader or action handed to the page is data, and so is
 * what the browser writes itself (dates in `<time>`), what is marked as another language (`lang`), and the letters of
 * an avatar, which are made from a name.
 */
export async function escapedText(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { loaderData, actionData } = (
      window as unknown as { __remixRouter: { state: Record<string, Record<string, unknown> | null> } }
    ).__remixRouter.state;

    function leaves(value: unknown): string[] {
      if (typeof value === "string") return [value];
      if (typeof value !== "object" || value === null) return [];
      return Object.entries(value).flatMap(([key, each]) => (key === "messages" ? [] : leaves(each)));
    }

    /** A text as it is, the texts in it where it is HTML, its host where it is an address. */
    function shownAs(text: string): string[] {
      if (/^https?:/.test(text) && URL.canParse(text)) return [text, new URL(text).host];
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
    function isEscaped(text: string): boolean {
      let rest = ` ${plain(text.replace(/⟦[^⟧]*⟧/g, " "))} `;
      if (!letter.test(rest)) return false;
      for (const known of data) {
        const at = rest.indexOf(known);
        if (at < 0 || letter.test(rest[at - 1] ?? "") || letter.test(rest[at + known.length] ?? "")) continue;
        rest = rest.split(known).join(" ");
      }
      return letter.test(rest);
    }

    const attributes = ["title", "aria-label", "aria-description", "alt", "placeholder", "data-long"];
    const apart = "script, style, time, .avatar, body [lang]";
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
