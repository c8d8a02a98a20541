import { prepare } from "./prepare.mjs";

await prepare();
await import(new URL("../../build/process/audit-verify.js", import.meta.url).href);
