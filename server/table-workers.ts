import type { Logger } from "pino";
import type { TableWorkers } from "../app/tables/table-reader.server";
import { GuardedWorker, type Limits } from "./document-workers";

/** The largest table that is taken needs a few seconds and some 200 MB on two slow cores. */
const limits: Limits = { timeMs: 20_000, heapMb: 512 };

/**
 * The thread that reads people's tables, with its limits.
 * @param file the built `table.worker`.
 */
export function tableWorkers(file: URL, logger: Logger): TableWorkers & { stop(): Promise<void> } {
  const reader = new GuardedWorker<object>(file, limits, logger);
  return {
    read: (bytes, options) => reader.ask({ bytes, options }),
    stop: () => reader.stop(),
  };
}
