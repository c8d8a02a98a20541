import type { Logger } from "pino";
import { complain, say } from "./terminal";

/** A stop that takes longer than this is ended by force: whoever asked expects an end within five seconds. */
const stopLimitMs = 4_800;

/** Ctrl-C and SIGTERM stop the portal, once, in good order; a fault that nothing caught does too. */
export function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  let stopping = false;
  const end = async (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(exitCode || 1), stopLimitMs).unref();
    await stop().catch((error: unknown) => {
      exitCode = 1;
      logger.error({ err: error }, "the stop did not go well");
    });
    process.exit(exitCode);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!stopping) say("\nStopping: requests in flight end first.");
      void end(0);
    });
  }
  const fault = (error: unknown) => {
    complain("The portal met a fault it does not know and stops; the log has the details.");
    logger.fatal({ err: error }, "an error that nothing caught");
    void end(1);
  };
  process.on("uncaughtException", fault);
  process.on("unhandledRejection", fault);
}
