import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin, type Rollup } from "vite";
import remixConfig from "./remix.config.js";

/**
 * Messages travel to the browser already parsed, so the parser of ICU messages (7 kB compressed) stays on the
 * server; FormatJS keeps a stand-in for this very purpose.
 */
function withoutMessageParser(): Plugin {
  const parser = "@formatjs/icu-messageformat-parser";
  return {
    name: "without-message-parser",
    enforce: "pre",
    resolveId(source, importer, { ssr }) {
      return source === parser && !ssr ? this.resolve(`${parser}/no-parser.js`, importer) : null;
    },
  };
}

/** What pages share: parts of the design system, their icons, the machinery of messages. */
const shareable =
  /\/app\/ui\/[\w-]+\.tsx?$|\/app\/i18n\/(texts|locales)\.tsx?$|\/app\/\w+\/(texts|page-meta)\.ts$|\/node_modules\/(lucide-react|intl-messageformat|@formatjs)\//;
const page = /\/app\/(root|[\w/-]+\.route)\.tsx/;

/**
 * Puts what two pages or more share into one file. Left alone, every icon becomes a file of its own, and each costs
 * a request with its headers: a thread took 39 answers, and takes 18.
 */
function sharedParts(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string | undefined {
  if (!shareable.test(id)) return undefined;
  const pages = new Set<string>();
  const seen = new Set<string>();
  const climb = (module: string) => {
    if (seen.has(module)) return;
    seen.add(module);
    const [found] = page.exec(module) ?? [];
    if (found) pages.add(found);
    else for (const importer of getModuleInfo(module)?.importers ?? []) climb(importer);
  };
  climb(id);
  // The style guide shows everything and is for development only.
  pages.delete("/app/house/style-guide.route.tsx");
  return pages.size > 1 || pages.has("/app/root.tsx") ? "parts" : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [withoutMessageParser(), remix(remixConfig)],
  build: {
    // Files stay files: an inlined one would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // Old Android phones: nesting and the like are written out for them.
    cssTarget: "chrome87",
    rollupOptions: { output: isSsrBuild ? {} : { manualChunks: sharedParts } },
  },
}));
