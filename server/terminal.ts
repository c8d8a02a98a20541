// Whoever read what we print may be gone: that is no fault.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

/** Says one line to the operator. The log is for machines; this is for whoever sits at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what is wrong. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
