import { prepare } from "../../server/bootstrap/prepare.mjs";
import { runVitest } from "../vitest.mjs";

/**
 * `npm run prove`: every proof in full, one after the other, for hours; says now and then how far it is, and ends with
 * one line "N passed, N failed". `npm run prove -- convergence` runs the files whose name has that word;
 * `TIMES=50 npm run prove -- convergence` repeats so often instead.
 */

await prepare();
runVitest(["--project=prove", "--no-file-parallelism", ...process.argv.slice(2)], { PROVE: "full" });
