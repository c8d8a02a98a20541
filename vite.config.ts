import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, normalizePath, type Plugin, type Rollup } from "vite";
import remixConfig from "./remix.config.js";

/**
 * Of engine.io's transports the portal uses two (see app/realtime/socket.ts); the third, WebTransport, would be bundled.
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

/** Preact under React's names, for pages and server rendering; see docs/decisions/0023-preact-for-react.md. */
const preactForReact = [
  { find: /^react-dom\/(client|server)$/, replacement: "preact/compat/$1" },
  { find: /^react(-dom)?$/, replacement: "preact/compat" },
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: "preact/compat/jsx-$1runtime" },
];

/** Remix's hot reload of components needs React, which is not installed: the page is reloaded instead. */
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
 * In development, folders of the checkout that are not source are not watched: the databases in `data/` change
 * constantly. It is a plugin because Remix's second Vite server accepts plugins but no watcher settings.
 */
function watchSourcesOnly(): Plugin {
  const folders = ["data", "build", "coverage"].map((name) =>
    normalizePath(fileURLToPath(new URL(name, import.meta.url))),
  );
  const ignored = (path: string) => folders.some((folder) => `${path}/`.startsWith(`${folder}/`));
  return {
    name: "watch-sources-only",
    // A server without a watcher (Remix has one while it builds) stays without.
    config: ({ server }) => (server?.watch === null ? null : { server: { watch: { ignored } } }),
  };
}

/** Modules that pages of any room may share: parts of the design system, their icons, the message functions. */
const shareable =
  /\/app\/(ui|http|authorization)\/[\w-]+\.(tsx?|css\?url)$|\/app\/i18n\/(messages|locales|packed)\.tsx?$|\/app\/[\w-]+\/(messages|page-meta)\.ts$/;
const page = /\/app\/(root|[\w/-]+\.route)\.tsx/;
const room = /\/app\/([\w-]+)\/(?:[\w-]+\/)?[\w-]+\.(tsx?|css\?url)$/;
/** Modules that every page loads anyway. */
const libraries = /\/node_modules\/(preact|react-router|react-router-dom|turbo-stream|@remix-run)\//;
const everywhere = new RegExp(`${libraries.source}|^\0|\\.css`);
/** Development only and uses every part: what it shares with one page belongs to that page. */
const styleGuide = "/app/pages/style-guide.route.tsx";

type Graph = Rollup.ManualChunkMeta["getModuleInfo"];

/**
 * Groups the shared modules into few chunks: each chunk costs a request with its headers, and by default every icon and
 * helper becomes one (a thread took 39 requests). `core` has what the frame needs, `parts` what several rooms share, and
 * what several pages of one room share is a chunk of that room.
 */
function sharedParts(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string | undefined {
  const pages = pagesOf(id, getModuleInfo);
  pages.delete(styleGuide);
  if (libraries.test(id) || pages.has("/app/root.tsx")) return "core";
  if (page.test(id) || !(shareable.test(id) || room.test(id))) return undefined;
  // An editor stays in its own chunk: otherwise the lists of its room would load it too.
  if (pages.size < 2 || !reaches(id, getModuleInfo).every(isLight)) return undefined;
  const rooms = new Set([...pages].map((each) => each.split("/")[2]));
  return rooms.size > 1 ? "parts" : [...rooms][0];
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

/** All modules reachable from one, including itself. */
function climb(from: string, next: (id: string) => readonly string[]): string[] {
  const seen = new Set([from]);
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return [...seen];
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [watchSourcesOnly(), reloadOnChange(), withoutWebTransport(), remix(remixConfig)],
  resolve: { alias: preactForReact },
  // Left external they would import React itself.
  ssr: { noExternal: [/^@remix-run\/react/, /^react-router/, /^@conform-to\/react/] },
  build: {
    // No inlined assets: `data:` URLs would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // For older targets private fields compile to WeakMaps: slow, and their values stay until a full garbage collection.
    ...(isSsrBuild && { target: "node20" }),
    // Compiled for old Android phones: CSS nesting and similar features.
    cssTarget: "chrome87",
    // A twentieth smaller than esbuild's output: five kilobytes at every first visit.
    minify: isSsrBuild ? false : "terser",
    terserOptions: { ecma: 2020, module: true, compress: { passes: 3 }, format: { comments: false } },
    rollupOptions: { output: isSsrBuild ? {} : { manualChunks: sharedParts } },
  },
}));
