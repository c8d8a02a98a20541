import { db } from "../db/database.server";
import { log, now } from "../services/services.server";

/** Retention of networks; they are deleted within the hour after it. */
const addressRetentionMs = 7 * 24 * 60 * 60 * 1000;

/** The job that deletes the networks of entries older than a week. */
export async function deleteOldAddresses(): Promise<void> {
  const before = new Date(now().getTime() - addressRetentionMs);
  const { count } = await db.auditAddress.deleteMany({ where: { at: { lte: before } } });
  log().info({ addresses: count }, "addresses of the audit record forgotten");
}
