import { execFile } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "build/newer-editor");

const sources = [
  "app",
  "docs",
  "server",
  "prisma",
  "public",
  "remix.config.js",
  "vite.config.ts",
  "tsconfig.json",
  "package.json",
];

/** What the next version of the portal might bring: a block that this one does not know. */
const changes: readonly (readonly [file: string, from: string, to: string])[] = [
  [
    "app/documents/editor/vocabulary.ts",
    "export const schemaVersion = 1;",
    "export const schemaVersion = 2;",
  ],
  ["app/documents/editor/vocabulary.ts", "  blockquote: {},", "  blockquote: {},\n  callout: {},"],
  [
    "app/documents/editor/editor-schema.ts",
    "  return [\n    StarterKit",
    `  return [
    Node.create({
      name: "callout",
      group: "block",
      content: "inline*",
      parseHTML: () => [{ tag: "div[data-callout]" }],
      renderHTML: () => ["div", { "data-callout": "" }, 0],
    }),
    StarterKit`,
  ],
  [
    "app/documents/editor/editor-schema.ts",
    "import { type Extensions, getSchema,",
    "import { type Extensions, getSchema, Node,",
  ],
  // Not minified: its size does not matter here, and that saves a third of the time.
  ["vite.config.ts", '"terser"', "false"],
  ["server/bootstrap/bundle.mjs", "constants.BROTLI_MAX_QUALITY", "1"],
];

/**
 * Builds this portal with a newer editor, as its next version would be: the same sources with a node more in the
 * schema.
 * @returns the folder of its checkout, and what removes it.
 */
export async function buildNewerEditor(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove();
  for (const source of sources) await cp(join(root, source), join(folder, source), { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} no longer says: ${from}`);
    await writeFile(path, text.replace(from, to));
  }
  await promisify(execFile)(process.execPath, [join(folder, "server/bootstrap/bundle.mjs")], { cwd: folder });
  return { folder, remove };
}
