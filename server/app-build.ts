import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { Portal } from "../app/portal.server";
import { staticFiles } from "./web/static-files";

/** The build of `app/`: the Remix server build and its exports for `server/`. */
export interface AppBuild {
  portal: Portal;
  pages: () => Promise<PortalBuild>;
  assets: RequestHandler;
  /** The file of the document worker. */
  textWorker: URL;
  /** The file of the table worker. */
  tableWorker: URL;
  /** The file of the worker that parses mails. */
  mailWorker: URL;
  /** The file of the process that examines uploads. */
  fileProcess: URL;
  /** Development only: called when changed code was loaded, to switch to the new rooms; pages wait until it has ended. */
  onReplaced?(move: (app: RoomsBuild) => Promise<void>): void;
}

/** The parts of a build that the rooms run with. */
export type RoomsBuild = Pick<
  AppBuild,
  "portal" | "textWorker" | "tableWorker" | "mailWorker" | "fileProcess"
>;

/** The exports of `app/entry.server.ts` beside the rendering of pages. */
export type PortalBuild = ServerBuild & { entry: { module: { portal: Portal } } };

/** The production build below `build/`, made by `npm run build`. */
export async function loadBuiltApp(root: string): Promise<AppBuild> {
  const build: PortalBuild = await import("#built-app");
  return {
    portal: build.entry.module.portal,
    pages: async () => build,
    assets: staticFiles(join(root, "build/client")),
    textWorker: pathToFileURL(join(root, "build/process/document.worker.js")),
    tableWorker: pathToFileURL(join(root, "build/process/table.worker.js")),
    mailWorker: pathToFileURL(join(root, "build/process/mail.worker.js")),
    fileProcess: pathToFileURL(join(root, "build/process/file.process.js")),
  };
}
