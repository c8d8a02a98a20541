import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { Portal } from "../app/portal.server";
import { staticFiles } from "./web/static-files";

/** The build of `app/`: where its pages come from and what it exports to us. */
export interface AppBuild {
  portal: Portal;
  pages: () => Promise<PortalBuild>;
  assets: RequestHandler;
  /** The file of the thread that looks at texts. */
  textWorker: URL;
  /** The file of the thread that reads tables. */
  tableWorker: URL;
  /** While developing: who moves to new rooms when their code has changed; pages wait until that is done. */
  onReplaced?(move: (app: Pick<AppBuild, "portal" | "textWorker" | "tableWorker">) => Promise<void>): void;
}

/** What `app/entry.server.ts` exports besides the frame of pages. */
export type PortalBuild = ServerBuild & { entry: { module: { portal: Portal } } };

/** The production build below `build/`, made by `npm run build`. */
export async function loadBuiltApp(root: string): Promise<AppBuild> {
  const build: PortalBuild = await import("#built-app");
  return {
    portal: build.entry.module.portal,
    pages: async () => build,
    assets: staticFiles(join(root, "build/client")),
    textWorker: pathToFileURL(join(root, "build/process/text.worker.js")),
    tableWorker: pathToFileURL(join(root, "build/process/table.worker.js")),
  };
}
