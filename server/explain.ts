import { ConfigError } from "./config";
import { MigrationError } from "./database/migrate";
import { CannotListen } from "./listen";
import { CannotStartDatabase } from "./postgres";
import { complain } from "./terminal";

/** Something the operator asked for that cannot be done as it stands; the message says why. */
export class CannotStart extends Error {}

const known = [CannotStart, MigrationError, CannotListen, CannotStartDatabase];

/** Says why a start failed: one readable sentence for what we know, everything for what we do not. */
export function explainFailedStart(error: unknown): void {
  if (error instanceof ConfigError) complain(`The configuration is not right:\n${error.message}`);
  else if (known.some((kind) => error instanceof kind)) {
    complain(`The portal cannot start:\n${(error as Error).message}`);
  } else complain(`The portal cannot start:\n${error instanceof Error ? error.stack : String(error)}`);
}
