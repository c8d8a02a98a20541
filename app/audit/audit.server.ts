import { type Database, db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { requestNetwork } from "../http/request.server";
import { log, now } from "../services/services.server";
import { keepsAddress } from "./actions";

/** One audit entry. Ids, never names or mail addresses; what happened, never content. */
export interface AuditEntry {
  /** The acting person; null for the portal itself or an unknown person. */
  personId: string | null;
  /** The organisation they acted for, if any. */
  organisationId?: string;
  /** `noun.verb`, for instance `session.started`; its labels are in this room's catalogues. */
  action: string;
  on?: { type: string; id: string };
  details?: Record<string, string | number | boolean>;
}

/**
 * Writes an audit entry in the transaction of the action. The portal's database role can only insert and select
 * here. The truncated network of the request is stored separately, for a week.
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

/** Retention of networks; they are deleted within the hour after it. */
const addressRetentionMs = 7 * 24 * 60 * 60 * 1000;

/** The job that deletes the networks of entries older than a week. */
export async function deleteOldAddresses(): Promise<void> {
  const before = new Date(now().getTime() - addressRetentionMs);
  const { count } = await db.auditAddress.deleteMany({ where: { at: { lte: before } } });
  log().info({ addresses: count }, "addresses of the audit record forgotten");
}
