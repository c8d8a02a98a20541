import { join } from "node:path";
import { runCommand } from "../life";

/** `npm start`: the portal for real use. */

// React reads it when it is loaded, so it stands before everything that loads React.
process.env.NODE_ENV = "production";

runCommand(async (life) => {
  const { start } = await import("../start");
  return await start(life, join(import.meta.dirname, "../.."));
});
