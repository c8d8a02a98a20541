import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { provideTableWorkers } from "../../app/tables/table-reader.server";
import { bundleTableWorker } from "../../server/development/document-worker";
import { tableWorkers } from "../../server/table-workers";

/** Gives a test file the real thread that reads tables, with its limits. */
export function useTableWorkers(): void {
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const workers = tableWorkers(await bundleTableWorker(process.cwd()), pino({ level: "silent" }));
    provideTableWorkers(workers);
    stop = workers.stop;
  });
  afterAll(() => stop());
}
