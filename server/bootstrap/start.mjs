import { prepare } from "./prepare.mjs";

await prepare();
await import(new URL("../../build/process/start.js", import.meta.url).href);
