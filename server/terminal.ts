/** Says one line to the operator. The log is for machines; this is for whoever sits at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what went wrong and ends with an exit code that scripts can see. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
