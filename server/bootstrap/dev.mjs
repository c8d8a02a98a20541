import { prepareSources } from "./prepare.mjs";

await prepareSources();
// The process runs out of its source, which only tsx can read.
const { register } = await import("tsx/esm/api");
register();
await import(new URL("../commands/dev.ts", import.meta.url).href);
