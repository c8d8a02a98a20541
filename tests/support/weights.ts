import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tab } from "./browser";

/** What a first visit brought over the wire. */
export interface Weight {
  /** Bytes as they travelled: heads and compressed bodies of every answer, and what came over the socket. */
  bytes: number;
  /** Paths that were answered, in order. */
  paths: string[];
}

/**
 * Starts weighing what a tab is sent. Call before its first page.
 * @returns what came so far, each time it is asked.
 */
export async function weigh({ page, context }: Tab): Promise<() => Promise<Weight>> {
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  const paths: string[] = [];
  let bytes = 0;
  const asked = new Map<string, string>();
  devTools.on("Network.requestWillBeSent", ({ requestId, request }) => asked.set(requestId, request.url));
  devTools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    paths.push(new URL(asked.get(requestId) ?? "about:").pathname);
  });
  devTools.on("Network.webSocketFrameReceived", ({ response }) => {
    bytes += response.payloadData.length;
  });
  return async () => ({ bytes: bytes + (await unasked(page, paths)), paths: [...paths] });
}

/** Icons and the manifest, which a browser without a window never fetches and every other one does. */
async function unasked(page: Tab["page"], paths: readonly string[]): Promise<number> {
  const links = page.locator("link[rel~=icon], link[rel=manifest]");
  const urls = await links.evaluateAll((found) => found.map((link) => (link as HTMLLinkElement).href));
  let bytes = 0;
  for (const url of urls) {
    if (paths.includes(new URL(url).pathname)) continue;
    const answer = await fetch(url, { headers: { "Accept-Encoding": "br" } });
    bytes += Number(answer.headers.get("Content-Length"));
    await answer.body?.cancel();
  }
  return bytes;
}

/** Libraries that only some pages may load, each with words that only its code has. */
const marks = {
  "the live connection": /engine\.io|socket\.io-client|xhr poll error/,
  "the editor": /ProseMirror/,
  Yjs: /Yjs was already imported/,
} as const;
export type HeavyLibrary = keyof typeof marks;

/** The heavy libraries in the scripts that were loaded. */
export async function librariesIn(paths: readonly string[]): Promise<HeavyLibrary[]> {
  const scripts = paths.filter((path) => /^\/assets\/.*\.js$/.test(path));
  const sources = await Promise.all(scripts.map((path) => readFile(join("build/client", path), "utf8")));
  return (Object.keys(marks) as HeavyLibrary[]).filter((name) =>
    sources.some((source) => marks[name].test(source)),
  );
}
