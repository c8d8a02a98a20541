import { prepare } from "./prepare.mjs";

await prepare();
await import("../../build/process/start.js");
