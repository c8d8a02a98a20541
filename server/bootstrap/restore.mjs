import { prepare } from "./prepare.mjs";

await prepare();
await import(new URL("../../build/process/restore.js", import.meta.url).href);
