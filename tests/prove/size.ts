/** True under `npm run prove`: everything in full. `npm test` runs a slice of each proof with a fixed seed. */
const full = process.env.PROVE === "full";

/** How much of a proof to run now. */
export const size = (inFull: number, slice: number): number => (full ? inFull : slice);

/** How often a proof is repeated; set for a full run by `TIMES=50 npm run prove`. */
export const times = (inFull: number, slice: number): number =>
  full ? Number(process.env.TIMES) || inFull : slice;

/** Time for one proof, in milliseconds. */
export const limit = full ? 6 * 60 * 60 * 1000 : 120_000;

/** Says how a long proof is getting on; a slice says nothing. */
export function progress(words: string): void {
  if (full) process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`);
}
