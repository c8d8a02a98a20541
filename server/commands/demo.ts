import { join } from "node:path";
import { runCommand } from "../life";

/** `npm run demo`: the demonstration network on this machine, with all dependencies. */

// React reads NODE_ENV when it is loaded, so this comes before every import of React.
process.env.NODE_ENV = "production";

runCommand(async (life) => {
  const [{ loadBuiltApp }, { demonstrate }] = await Promise.all([
    import("../app-build"),
    import("../demonstration"),
  ]);
  const root = join(import.meta.dirname, "../..");
  return await demonstrate(life, {
    root,
    name: "demo",
    development: false,
    loadApp: () => loadBuiltApp(root),
  });
});
