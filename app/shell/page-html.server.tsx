import type { EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import type { VNode } from "preact";
import { renderToStringAsync } from "preact-render-to-string";
import { NonceProvider } from "../http/nonce";

/**
 * The whole document of a page as one string: its loaders have been awaited anyway, and a page sent in chunks compresses a
 * tenth worse.
 * @param nonce under which the page's own scripts may run.
 */
export async function pageHtml(context: EntryContext, url: string, nonce: string): Promise<string> {
  const page = (
    <NonceProvider value={nonce}>
      <RemixServer context={context} url={url} nonce={nonce} />
    </NonceProvider>
  );
  return `<!DOCTYPE html>${await renderToStringAsync(page as VNode)}`;
}
