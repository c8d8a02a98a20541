import { prepare } from "./prepare.mjs";

await prepare();
await import(new URL("../../build/process/backup.js", import.meta.url).href);
