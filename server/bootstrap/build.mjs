import { prepare } from "./prepare.mjs";

/** `npm run build`: makes the build where there is none, or where it is older than its sources. */
await prepare();
