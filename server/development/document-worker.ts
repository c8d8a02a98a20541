import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";

/** The document worker needs a file of its own. @returns its path */
export const bundleDocumentWorker = (root: string): Promise<URL> =>
  bundleWorker(root, "app/documents/sync/document.worker.ts");

/** The same for the table worker. */
export const bundleTableWorker = (root: string): Promise<URL> =>
  bundleWorker(root, "app/tables/table.worker.ts");

/** The same for the worker that parses mails. */
export const bundleMailWorker = (root: string): Promise<URL> =>
  bundleWorker(root, "app/notices/mail/mail.worker.ts");
/** The same for the process that examines uploads. */
export const bundleFileProcess = (root: string): Promise<URL> =>
  bundleWorker(root, "app/files/examine/file.process.ts");

async function bundleWorker(root: string, entry: string): Promise<URL> {
  const outfile = join(root, `node_modules/.cache/portal/${basename(entry, ".ts")}.${process.pid}.mjs`);
  await bundle({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    logLevel: "error",
    packages: "external",
    platform: "node",
    format: "esm",
  });
  return pathToFileURL(outfile);
}
