import { join } from "node:path";
import { runCommand } from "../life";

/** `npm run dev`: the demonstration network out of the source, with hot reload. */

// React reads it when it is loaded, so it stands before everything that loads React.
process.env.NODE_ENV = "development";

runCommand(async (life) => {
  const [{ loadAppFromSource }, { readableLog }, { demonstrate }] = await Promise.all([
    import("../development/app-from-source"),
    import("../development/readable-log"),
    import("../demonstration"),
  ]);
  const root = join(import.meta.dirname, "../..");
  return await demonstrate(life, {
    root,
    name: "dev",
    development: true,
    loadApp: (listening) => loadAppFromSource(root, listening),
    log: readableLog(),
  });
});
