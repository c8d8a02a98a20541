import { prepare } from "./prepare.mjs";

/** `npm run build`: makes the build if it is missing or older than its sources. */
await prepare();
