import { ConfigError } from "./config";
import { MigrationError } from "./database/migrate";
import { PortTaken } from "./listen";
import { CannotStartDatabase } from "./postgres";
import { complain } from "./terminal";

const known = [ConfigError, MigrationError, PortTaken, CannotStartDatabase];

/**
 * Ends a start that failed: one readable sentence for what we know, everything for what we do not.
 * Sets the exit code; does not exit, so that what was opened can close.
 */
export function explainFailedStart(error: unknown): void {
  process.exitCode = 1;
  if (known.some((kind) => error instanceof kind)) {
    const kind = error instanceof ConfigError ? "The configuration is not right" : "The portal cannot start";
    complain(`${kind}:\n${(error as Error).message}`);
  } else {
    complain(`The portal cannot start:\n${error instanceof Error ? error.stack : String(error)}`);
  }
}
