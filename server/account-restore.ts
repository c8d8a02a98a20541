import { pino } from "pino";
import type { Portal } from "../app/portal.server";
import { CannotStart } from "./explain";
import { reachCluster } from "./postgres";
import { say } from "./terminal";

export interface RestoreOptions {
  /** URL of an external PostgreSQL; undefined means the embedded one in `dataDir`. */
  databaseUrl?: string;
  dataDir: string;
  email: string;
  kind: "unlock" | "factor";
}

/**
 * Unlocks an account or removes a lost second factor, beside a running portal or without one. The audit entry records
 * that it was done on the server. @throws CannotStart when there is no such account.
 */
export async function restoreAccount(portal: Portal, options: RestoreOptions): Promise<void> {
  const { databaseUrl, dataDir, email, kind } = options;
  const logger = pino({ level: "silent" });
  const { portalUrl, close } = databaseUrl
    ? { portalUrl: databaseUrl, close: async () => undefined }
    : await reachCluster({ dataDir, log: logger });
  try {
    if (!(await portal.restoreAccount(portalUrl, email, kind)))
      throw new CannotStart(`No account has the address ${email}.`);
    say(
      kind === "unlock"
        ? "The account is open again; its holder signs in as before."
        : "The second factor is gone, and every session with it; its holder signs in by password and sets up another one.",
    );
  } finally {
    await close();
  }
}
