import { text } from "node:stream/consumers";
import type { EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { options, type VNode } from "preact";
import { renderToStringAsync } from "preact-render-to-string";
import { NonceProvider } from "../http/nonce";

/**
 * Of every element preact/compat makes a copy with the names that a browser wants. The renderer writes React's names
 * (className, htmlFor, defaultValue) by itself, and what SVG spells with a hyphen is written so in `app/`; what is left
 * for it is what it does for components.
 */
const ofComponents = options.vnode;
options.vnode = (node) => {
  if (typeof node.type !== "string") ofComponents?.(node);
};

/** What the renderer leaves in a node: the node around it, those in it, and the component made for it. */
interface RenderedNode extends VNode {
  __?: VNode | null;
  __k?: VNode[] | null;
  __c?: Partial<Record<"__v" | "__H" | "context" | "props", unknown>> | null;
}

/**
 * A node that is written lets go of the others. Each reaches all of its page, and V8 keeps what a few of them are held by
 * (functions given to a property, an object with getters: the router of each request) until it collects the whole heap;
 * so pages lived on by the hundred, and moving them about was a third of what a page cost.
 */
const written = options.diffed;
options.diffed = (node: RenderedNode) => {
  written?.(node);
  if (node.__c) node.__c.__v = node.__c.__H = node.__c.context = node.__c.props = null;
  node.__ = node.__k = node.__c = null;
};

/**
 * The whole document of a page, in one piece: its loaders were waited for anyway, and a page sent piece by piece
 * compresses a tenth worse.
 * @param nonce under which the page's own scripts may run.
 */
export async function pageHtml(context: EntryContext, url: string, nonce: string): Promise<string> {
  const { serverHandoffStream, ...rest } = context;
  const page = (
    <NonceProvider value={nonce}>
      <RemixServer context={rest} url={url} nonce={nonce} />
    </NonceProvider>
  );
  const html = await renderToStringAsync(page as VNode);
  const given = context.renderMeta?.didRenderScripts && serverHandoffStream;
  return `<!DOCTYPE html>${html}${given ? handOver(await text(given), nonce) : ""}`;
}

/**
 * What the loaders gave, for the page's own scripts. Remix has a component for it, which waits inside the page for that
 * stream; a page with something to wait for costs the renderer half as much again.
 */
function handOver(data: string, nonce: string): string {
  const to = "window.__remixContext.streamController";
  return script(`${to}.enqueue(${inScript(JSON.stringify(data))});`, nonce) + script(`${to}.close();`, nonce);
}

const script = (code: string, nonce: string) => `<script nonce="${nonce}">${code}</script>`;

/** JSON that cannot end the script it stands in. */
const inScript = (json: string) =>
  json.replace(/[&<>\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
