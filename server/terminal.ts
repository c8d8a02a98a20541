// The reader of our output may have exited (EPIPE); that is not an error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

/** Prints one line for the operator at the terminal. The log is for machines. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints an error for the operator. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
