import { type Database, db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { requestNetwork } from "../http/request.server";
import { log, now } from "../services/services.server";
import { keepsAddress } from "./actions";

/** One line of the audit record. Ids, never names or mails; what happened, never the text of a message. */
export interface AuditEntry {
  /** Who did it; null for the system itself or for nobody known. */
  personId: string | null;
  /** For which organisation, where one was spoken for. */
  organisationId?: string;
  /** `noun.verb`, for instance `session.started`; its words for people stand in this room's catalogues. */
  action: string;
  on?: { type: string; id: string };
  details?: Record<string, string | number | boolean>;
}

/**
 * Writes one line of the audit record, in the transaction of what it records. The portal's database role can
 * only insert and select here. Where the request came from is kept apart, truncated, for a week.
 */
export async function record(tx: Database, line: AuditEntry): Promise<void> {
  const [id, at] = [newId(), now()];
  await tx.auditEntry.create({
    data: {
      id,
      at,
      personId: line.personId,
      organisationId: line.organisationId ?? null,
      action: line.action,
      objectType: line.on?.type ?? null,
      objectId: line.on?.id ?? null,
      details: line.details ?? {},
    },
  });
  const network = keepsAddress(line.action) ? requestNetwork() : null;
  if (network) await tx.auditAddress.create({ data: { entryId: id, network, at } });
}

/** Addresses are kept this long, and are gone by the next hour. */
const addressRetentionMs = 7 * 24 * 60 * 60 * 1000;

/** The job: forgets where entries came from after a week. */
export async function deleteOldAddresses(): Promise<void> {
  const before = new Date(now().getTime() - addressRetentionMs);
  const { count } = await db.auditAddress.deleteMany({ where: { at: { lte: before } } });
  log().info({ addresses: count }, "addresses of the audit record forgotten");
}
