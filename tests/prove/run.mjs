import { prepare } from "../../server/bootstrap/prepare.mjs";
import { runVitest } from "../vitest.mjs";
import { proveNodes } from "./nodes.mjs";

/**
 * `npm run prove`: every proof in full, one after the other, for hours; says now and then how far it is, and ends with
 * one line "N passed, N failed". `npm run prove -- convergence` runs the files whose name has that word;
 * `TIMES=50 npm run prove -- convergence` repeats so often instead. `npm run prove -- nodes` runs the whole suite
 * on every supported version of Node.
 */

const args = process.argv.slice(2);
if (args[0] === "nodes") await proveNodes(args.slice(1));
else {
  await prepare();
  runVitest(["--project=prove", "--no-file-parallelism", ...args], { PROVE: "full" });
}
