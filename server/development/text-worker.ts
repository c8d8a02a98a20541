import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";

/** The thread that looks at texts has to be a file of its own. @returns where it is */
export async function bundleTextWorker(root: string): Promise<URL> {
  const outfile = join(root, `node_modules/.cache/portal/text.worker.${process.pid}.mjs`);
  await bundle({
    ...{
      entryPoints: [join(root, "app/documents/text.worker.ts")],
      outfile,
      bundle: true,
      logLevel: "error",
    },
    ...{ packages: "external", platform: "node", format: "esm" },
  });
  return pathToFileURL(outfile);
}
