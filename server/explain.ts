import { BackupError } from "./backup/manifest";
import { ConfigError } from "./config";
import { MigrationError } from "./database/migrate";
import { CannotListen } from "./listen";
import { CannotStartDatabase } from "./postgres";
import { complain } from "./terminal";

/** Something the operator asked for that cannot be done as it stands; the message says why. */
export class CannotStart extends Error {}

const known = [CannotStart, BackupError, MigrationError, CannotListen, CannotStartDatabase];

/**
 * Says why a start failed: one readable sentence for what we know, everything for what we do not.
 * @param failed what could not be done.
 */
export function explainFailedStart(error: unknown, failed = "The portal cannot start"): void {
  if (error instanceof ConfigError) complain(`The configuration is not right:\n${error.message}`);
  else if (known.some((kind) => error instanceof kind)) {
    complain(`${failed}:\n${(error as Error).message}`);
  } else complain(`${failed}:\n${error instanceof Error ? error.stack : String(error)}`);
}
