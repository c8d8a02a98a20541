import { pino } from "pino";
import type { Portal } from "../app/portal.server";
import { CannotStart } from "./explain";
import { reachCluster } from "./postgres";
import { complain, say } from "./terminal";

export interface VerifyOptions {
  /** URL of an external PostgreSQL; undefined means the embedded one in `dataDir`. */
  databaseUrl?: string;
  dataDir: string;
  /** Chain heads as they were mailed. */
  heads: string[];
}

type Verification = NonNullable<Awaited<ReturnType<Portal["verifyRecord"]>>>;
type Fault = Verification["faults"][number];

/**
 * Verifies the audit chain and prints each fault with its entry.
 * @returns whether the chain is intact.
 * @throws CannotStart, CannotStartDatabase when it cannot be read.
 */
export async function verifyRecord(portal: Portal, options: VerifyOptions): Promise<boolean> {
  const { databaseUrl, dataDir, heads } = options;
  const logger = pino({ level: "silent" });
  const { portalUrl, close } = databaseUrl
    ? { portalUrl: databaseUrl, close: async () => undefined }
    : await reachCluster({ dataDir, log: logger });
  try {
    const found = await portal.verifyRecord(portalUrl, heads);
    if (!found) throw new CannotStart(`A head looks like "1234:0a1b 2c3d …", as it was mailed.`);
    return tell(found);
  } finally {
    await close();
  }
}

function tell({ sealed, waiting, head, faults }: Verification): boolean {
  say(`${sealed} entries sealed, ${waiting} waiting for the next seal.`);
  say(`The chain's head: ${head ?? "none yet"}`);
  for (const fault of faults) complain(lineOf(fault));
  say(faults.length === 0 ? "The record is as it was written." : `${faults.length} faults.`);
  return faults.length === 0;
}

const words: Record<Fault["kind"], string> = {
  changed: "was changed since it was sealed",
  removed: "was removed",
  inserted: "is dated before seals that did not see it: put in afterwards, or the server's clock was wrong",
  relinked: "has a seal that does not follow from the one before: the seal was changed",
  missing: "follows on seals that are gone",
  head: "does not have the head that was given: the chain was rebuilt, or cut off before it",
};

function lineOf({ kind, position, entryId, at }: Fault): string {
  const seal = position === null ? "not sealed yet" : `seal ${position}`;
  const entry = entryId ? `entry ${entryId}, ${at?.toISOString()}` : "no entry";
  return `${kind.toUpperCase()}: ${seal} (${entry}) ${words[kind]}.`;
}
