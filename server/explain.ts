import { BackupError } from "./backup/manifest";
import { ConfigError } from "./config";
import { MigrationError } from "./database/migrate";
import { CannotListen } from "./listen";
import { CannotStartDatabase } from "./postgres";
import { complain } from "./terminal";

/** A request of the operator that cannot be carried out; the message gives the reason. */
export class CannotStart extends Error {}

const known = [CannotStart, BackupError, MigrationError, CannotListen, CannotStartDatabase];

/**
 * Explains why a start failed: one sentence for known errors, the whole error for others.
 * @param failed the operation that failed.
 */
export function explainFailedStart(error: unknown, failed = "The portal cannot start"): void {
  if (error instanceof ConfigError) complain(`The configuration is not right:\n${error.message}`);
  else if (known.some((kind) => error instanceof kind)) {
    complain(`${failed}:\n${(error as Error).message}`);
  } else complain(`${failed}:\n${error instanceof Error ? error.stack : String(error)}`);
}
