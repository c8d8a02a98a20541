import { prepare } from "./prepare.mjs";

await prepare();
await import(new URL("../../build/process/demo.js", import.meta.url).href);
