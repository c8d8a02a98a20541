import { prepareSources } from "./prepare.mjs";

await prepareSources();
// The process runs from TypeScript source, which needs tsx.
const { register } = await import("tsx/esm/api");
register();
await import(new URL("../commands/dev.ts", import.meta.url).href);
