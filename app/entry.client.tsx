import { RemixBrowser } from "@remix-run/react";
import { Suspense } from "react";
import { hydrate } from "react-dom";
import { messageFileLink, registerMessages } from "./i18n/messages";

/**
 * Preact hydrates a whole document only through its root element: given `document` itself it would look for <html> inside
 * <html>. This object acts as a parent whose only child is the root element.
 */
function aroundTheDocument(): Element {
  const root = document.documentElement;
  const replace = (node: Node) => document.replaceChild(node, root);
  const parent = { nodeType: Node.ELEMENT_NODE, childNodes: [root], firstChild: root, contains: () => true };
  return { ...parent, insertBefore: replace, appendChild: replace } as unknown as Element;
}

/** If the messages fail to load, the page is not hydrated: it stays server-rendered and works without scripts. */
async function comeAlive(): Promise<void> {
  const address = document.getElementById(messageFileLink)?.getAttribute("href") ?? "";
  const file: { default: string } = await import(/* @vite-ignore */ address);
  registerMessages(address, file.default);
  // Loader data arrives as a stream; hydration waits until it is complete.
  hydrate(
    <Suspense>
      <RemixBrowser />
    </Suspense>,
    aroundTheDocument(),
  );
}

void comeAlive();
