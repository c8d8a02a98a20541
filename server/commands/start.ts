import { join } from "node:path";
import { runCommand } from "../life";

/** `npm start`: the portal for production use. */

// React reads NODE_ENV when it is loaded, so this comes before every import of React.
process.env.NODE_ENV = "production";

runCommand(async (life) => {
  const { start } = await import("../start");
  return await start(life, join(import.meta.dirname, "../.."));
});
