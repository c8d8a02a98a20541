import { prepare } from "../../server/bootstrap/prepare.mjs";

/** `npm run bench pages`: measures, prints a table, writes nothing. */

await prepare();
// React and Remix read it when they are loaded.
process.env.NODE_ENV = "production";
const { register } = await import("tsx/esm/api");
register();
await import(new URL("index.ts", import.meta.url).href);
