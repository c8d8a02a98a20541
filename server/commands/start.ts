import { join } from "node:path";
import { liveAs } from "../life";

/** `npm start`: the portal for real use. */

// React reads it when it is loaded, so it stands before everything that loads React.
process.env.NODE_ENV = "production";

liveAs(async (life) => {
  const { start } = await import("../start");
  return await start(life, join(import.meta.dirname, "../.."));
});
