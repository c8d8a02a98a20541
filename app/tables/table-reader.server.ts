import { maxFileSize, type ReadOptions, type TableFile, type TableRefusal } from "./table";

/** The worker thread that reads tables; provided by the process at start. */
export interface TableWorkers {
  /** @throws when a limit of time or memory is exceeded. */
  read(bytes: Uint8Array, options: ReadOptions): Promise<TableFile | TableRefusal>;
}

let provided: TableWorkers | undefined;

/** Called once at start. */
export function provideTableWorkers(workers: TableWorkers): void {
  provided = workers;
}

/** Maximum number of files waiting for the thread: each may take the whole time limit. */
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
    // The thread was ended at its limit of time or memory; its owner has logged it.
    return "tooHeavy";
  } finally {
    waiting--;
  }
}
