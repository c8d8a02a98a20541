import { parentPort, workerData } from "node:worker_threads";

/** Long texts that patterns with a hidden square take seconds for; each is one run, with an end that does not match. */
const atoms = [
  "a",
  " ",
  "\n",
  ",",
  ".",
  "-",
  "@",
  "<",
  '"',
  "\\",
  "/",
  "(",
  "[",
  "1",
  "é",
  "’",
  "a ",
  "a.",
  "1.",
  "\\a",
];
const ends = ["", "!", "\0"];
const length = 50_000;

/** Tries each pattern on each text, and reports each pattern that is done. */
for (const { source, flags } of workerData) {
  for (const atom of atoms) {
    for (const end of ends) {
      const text = atom.repeat(length / atom.length) + end;
      if (flags.includes("g")) for (const _ of text.matchAll(new RegExp(source, flags)));
      else new RegExp(source, flags).test(text);
    }
  }
  parentPort?.postMessage(source);
}
