import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
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

export default defineConfig({
  plugins: [withoutMessageParser(), remix(remixConfig)],
  build: {
    // Files stay files: an inlined one would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // Old Android phones: nesting and the like are written out for them.
    cssTarget: "chrome87",
  },
});
