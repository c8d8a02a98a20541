import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, normalizePath, type Plugin, type Rollup } from "vite";
import remixConfig from "./remix.config.js";

/**
 * Of the live connection's transports the portal uses two (see app/realtime/socket.ts); the third, WebTransport, would
 * come along.
 */
function withoutWebTransport(): Plugin {
  const standIn = "\0no-web-transport";
  return {
    name: "without-web-transport",
    enforce: "pre",
    resolveId: (source, importer) =>
      source === "./webtransport.js" && importer?.includes("engine.io-client") ? standIn : null,
    load: (id) => (id === standIn ? "export const WT = undefined;" : null),
  };
}

/** Preact under React's names, for pages and their server alike; see docs/decisions/0023-preact-for-react.md. */
const preactForReact = [
  { find: /^react-dom\/(client|server)$/, replacement: "preact/compat/$1" },
  { find: /^react(-dom)?$/, replacement: "preact/compat" },
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: "preact/compat/jsx-$1runtime" },
];

/** Remix exchanges components under an open page through React, which is not there: the page is loaded anew instead. */
function reloadOnChange(): Plugin {
  return {
    name: "reload-on-change",
    apply: "serve",
    hotUpdate({ modules }) {
      if (this.environment.name !== "client" || modules.length === 0) return;
      this.environment.hot.send({ type: "full-reload" });
      return [];
    },
  };
}

/**
 * In development nobody watches what lies in the checkout and is no source: the databases of `data/` change without
 * end. As a plugin it reaches Remix's own second server too, which takes plugins and no other setting of its watcher.
 */
function watchSourcesOnly(): Plugin {
  const folders = ["data", "build", "coverage"].map((name) =>
    normalizePath(fileURLToPath(new URL(name, import.meta.url))),
  );
  const ignored = (path: string) => folders.some((folder) => `${path}/`.startsWith(`${folder}/`));
  return {
    name: "watch-sources-only",
    // A server that watches nothing (Remix has one while it builds) stays so.
    config: ({ server }) => (server?.watch === null ? null : { server: { watch: { ignored } } }),
  };
}

/** What pages of any room may share: parts of the design system, their icons, the machinery of messages. */
const shareable =
  /\/app\/(ui|http)\/[\w-]+\.(tsx?|css\?url)$|\/app\/i18n\/(texts|locales|packed)\.tsx?$|\/app\/\w+\/(texts|page-meta)\.ts$/;
const page = /\/app\/(root|[\w/-]+\.route)\.tsx/;
const room = /\/app\/(\w+)\/[\w-]+\.(tsx?|css\?url)$/;
/** What every page has anyway. */
const everywhere =
  /\/node_modules\/(preact|react-router|react-router-dom|turbo-stream|@remix-run)\/|^\0|\.css/;
/** The page that has the least to spare: with the live connection it comes close to its 130 kB. */
const tightest = "/app/discussions/thread.route.tsx";
/** Shows every part and is for development only: what it shares with one page is that page's own. */
const styleGuide = "/app/house/style-guide.route.tsx";

type Graph = Rollup.ManualChunkMeta["getModuleInfo"];

/**
 * Gathers what pages share into few files: each would cost a request with its headers, and left alone every icon and
 * helper becomes one (a thread took 39 answers). `core` is what the frame or the tightest page needs, `parts` what
 * else is shared by several rooms; what the pages of one room share is a file of that room.
 */
function sharedParts(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string | undefined {
  const [, ownRoom] = page.test(id) ? [] : (room.exec(id) ?? []);
  if (!shareable.test(id) && !ownRoom) return undefined;
  const pages = pagesOf(id, getModuleInfo);
  const shown = pages.delete(styleGuide);
  const [first] = pages;
  if (pages.has("/app/root.tsx")) return "core";
  if (!first || (pages.size === 1 && !shown)) return undefined;
  // A room's editor, say, stays apart: its lists would load it too.
  if (!reaches(id, getModuleInfo).every(isLight)) return undefined;
  const tight = pages.has(tightest);
  if (shareable.test(id) && pages.size > 1) return tight ? "core" : "parts";
  const inRoom = pages.size === 1 ? /\/app\/(\w+)\//.exec(first)?.[1] : ownRoom;
  return tight ? inRoom : `${inRoom}-lists`;
}

const isLight = (id: string) => everywhere.test(id) || /\/app\//.test(id);

function pagesOf(id: string, graph: Graph): Set<string> {
  const pages = new Set<string>();
  for (const module of climb(id, (each) => (page.test(each) ? [] : (graph(each)?.importers ?? [])))) {
    const [found] = page.exec(module) ?? [];
    if (found) pages.add(found);
  }
  return pages;
}

const reaches = (id: string, graph: Graph) =>
  climb(id, (each) => (everywhere.test(each) ? [] : (graph(each)?.importedIds ?? [])));

/** Every module that can be come to from one, itself included. */
function climb(from: string, next: (id: string) => readonly string[]): string[] {
  const seen = new Set([from]);
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return [...seen];
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [watchSourcesOnly(), reloadOnChange(), withoutWebTransport(), remix(remixConfig)],
  resolve: { alias: preactForReact },
  // Left outside the build they would find React itself.
  ssr: { noExternal: [/^@remix-run\/react/, /^react-router/, /^@conform-to\/react/] },
  build: {
    // Files stay files: an inlined one would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // Written out for older engines, private fields become WeakMaps: slow, and what they hold stays until a full collection.
    ...(isSsrBuild && { target: "node20" }),
    // Old Android phones: nesting and the like are written out for them.
    cssTarget: "chrome87",
    // A twentieth lighter than what esbuild writes: five kilobytes at every first visit.
    minify: isSsrBuild ? false : "terser",
    terserOptions: { ecma: 2020, module: true, compress: { passes: 3 }, format: { comments: false } },
    rollupOptions: { output: isSsrBuild ? {} : { manualChunks: sharedParts } },
  },
}));
