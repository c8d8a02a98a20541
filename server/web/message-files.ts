import type { RequestHandler } from "express";
import type { PortalBuild } from "../app-build";
import { groupsOfEveryPage } from "./pages";
import { immutable } from "./static-files";

/** Serves the messages of a page as a separate script, so that pages without JavaScript do not carry them. */
export function messageFiles(build: () => Promise<PortalBuild>): RequestHandler {
  return async (request, response, next) => {
    try {
      const current = await build();
      const { messagesAt } = current.entry.module.portal;
      const piece = messagesAt(request.path, () => groupsOfEveryPage(current));
      if (piece === undefined) return next();
      response.type("text/javascript").set("Cache-Control", immutable.hashed);
      response.send(`export default ${JSON.stringify(piece)};`);
    } catch (error) {
      next(error);
    }
  };
}
