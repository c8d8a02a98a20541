import { join } from "node:path";
import { runCommand } from "../life";

/** `npm run dev`: the demonstration network from source, with hot reload. */

// React reads NODE_ENV when it is loaded, so this comes before every import of React.
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
