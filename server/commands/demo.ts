import { join } from "node:path";
import { runCommand } from "../life";

/** `npm run demo`: the demonstration network on this machine, with everything it needs. */

// React reads it when it is loaded, so it stands before everything that loads React.
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
