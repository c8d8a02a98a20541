import { maxFileSize, type ReadOptions, type TableFile, type TableRefusal } from "./table";

/** The thread in which tables are read; the process gives it at start. */
export interface TableWorkers {
  /** @throws when the limits of time or memory are passed. */
  read(bytes: Uint8Array, options: ReadOptions): Promise<TableFile | TableRefusal>;
}

let provided: TableWorkers | undefined;

/** Called once at start. */
export function provideTableWorkers(workers: TableWorkers): void {
  provided = workers;
}

/** More files than this waiting for the thread are refused: each may take it the whole time limit. */
const maxWaiting = 20;
let waiting = 0;

/** Reads a table from a file: any encoding and separator, CSV or XLSX. @returns the reason when it cannot be read. */
export async function readTable(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<TableFile | TableRefusal> {
  if (!provided) throw new Error("provideTableWorkers() was not called.");
  if (bytes.length === 0) return "empty";
  if (bytes.length > maxFileSize) return "tooLarge";
  if (waiting >= maxWaiting) return "tooHeavy";
  waiting++;
  try {
    return await provided.read(bytes, options);
  } catch {
    // The thread was ended at its limit of time or memory, and its keeper wrote that to the log.
    return "tooHeavy";
  } finally {
    waiting--;
  }
}
