import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Tab } from "./browser";
import { until } from "./until";

/** What a first visit brought over the wire. */
export interface Weight {
  /** Bytes as they travelled: heads and compressed bodies of every answer, and what came over the socket. */
  bytes: number;
  /** Paths that were answered, in order. */
  paths: string[];
}

/** When scripts have asked for nothing so long, they ask for nothing more; without them all is asked for when it is loaded. */
const quietMs = 500;

/**
 * Starts weighing what a tab is sent, as on a first visit: it has kept nothing of what it was sent before.
 * @returns what came until nothing more was on its way, and ends weighing.
 */
export async function weigh(
  { page, context }: Tab,
  { javaScript }: { javaScript: boolean },
): Promise<() => Promise<Weight>> {
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.clearBrowserCache");
  const paths: string[] = [];
  let bytes = 0;
  const asked = new Map<string, string>();
  const onTheirWay = new Set<string>();
  let lastAt = performance.now();
  const over = (requestId: string) => {
    onTheirWay.delete(requestId);
    lastAt = performance.now();
  };
  devTools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    asked.set(requestId, request.url);
    // What a page tells by itself after a while (how far one has read) is no part of a first visit, and its answer, a
    // redirect that is not followed, never counts as finished.
    if (request.method === "GET") onTheirWay.add(requestId);
  });
  devTools.on("Network.loadingFailed", ({ requestId }) => over(requestId));
  devTools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    over(requestId);
    bytes += encodedDataLength;
    paths.push(new URL(asked.get(requestId) ?? "about:").pathname);
  });
  devTools.on("Network.webSocketFrameReceived", ({ response }) => {
    bytes += response.payloadData.length;
  });
  return async () => {
    await until(() => {
      expect([...onTheirWay].map((requestId) => asked.get(requestId))).toEqual([]);
      expect(performance.now() - lastAt).toBeGreaterThan(javaScript ? quietMs : 0);
    });
    await devTools.detach();
    return { bytes: bytes + (await unasked(page, paths)), paths };
  };
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
