import { prepare } from "./prepare.mjs";

await prepare();
await import(new URL("../../build/process/account-restore.js", import.meta.url).href);
