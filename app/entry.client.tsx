import { RemixBrowser } from "@remix-run/react";
import { Suspense } from "react";
import { hydrate } from "react-dom";
import { messageFileLink, registerMessages } from "./i18n/messages";

/**
 * Preact takes over a whole document only through its root element: given `document` itself it would look for <html>
 * inside <html>. This stands for a parent that holds the root element and nothing else.
 */
function aroundTheDocument(): Element {
  const root = document.documentElement;
  const replace = (node: Node) => document.replaceChild(node, root);
  const parent = { nodeType: Node.ELEMENT_NODE, childNodes: [root], firstChild: root, contains: () => true };
  return { ...parent, insertBefore: replace, appendChild: replace } as unknown as Element;
}

/** Without its messages a page stays as the server wrote it, and works as it does without scripts. */
async function comeAlive(): Promise<void> {
  const address = document.getElementById(messageFileLink)?.getAttribute("href") ?? "";
  const file: { default: string } = await import(/* @vite-ignore */ address);
  registerMessages(address, file.default);
  // What the loaders sent is read in pieces; until it is whole the page waits.
  hydrate(
    <Suspense>
      <RemixBrowser />
    </Suspense>,
    aroundTheDocument(),
  );
}

void comeAlive();
