import type { Logger } from "pino";
import type { TableWorkers } from "../app/tables/table-reader.server";
import { GuardedWorker, type Limits } from "./document-workers";

/** The largest accepted table needs a few seconds and about 200 MB on two slow cores. */
const limits: Limits = { timeMs: 20_000, heapMb: 512 };

/**
 * The worker thread that reads uploaded tables, with its limits.
 * @param file the built `table.worker`.
 */
export function tableWorkers(file: URL, logger: Logger): TableWorkers & { stop(): Promise<void> } {
  const reader = new GuardedWorker<object>(file, limits, logger);
  return {
    read: (bytes, options) => reader.ask({ bytes, options }),
    stop: () => reader.stop(),
  };
}
