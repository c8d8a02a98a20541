import type { Database } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../ports/ports.server";

/** One line of the audit record. Ids, never names or mails; what happened, never the text of a message. */
export interface AuditLine {
  /** Who did it; null for the system itself or for nobody known. */
  personId: string | null;
  /** For which organisation, where one was spoken for. */
  organisationId?: string;
  /** `noun.verb`, for instance `session.started`. */
  action: string;
  on?: { type: string; id: string };
  details?: Record<string, string | number | boolean>;
}

/**
 * Writes one line of the audit record, in the transaction of what it records. The portal's database role can
 * only insert and select here.
 */
export async function record(tx: Database, line: AuditLine): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: newId(),
      at: now(),
      personId: line.personId,
      organisationId: line.organisationId ?? null,
      action: line.action,
      objectType: line.on?.type ?? null,
      objectId: line.on?.id ?? null,
      details: line.details ?? {},
    },
  });
}
