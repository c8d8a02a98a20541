import { type Database, db } from "../db/database.server";
import { dayIn } from "../i18n/formatters";
import { now } from "../ports/ports.server";

/** The present day where the network is, as YYYY-MM-DD: what deadlines and mandates are compared with. */
export async function today(tx: Database = db): Promise<string> {
  const network = await tx.network.findUnique({ where: { row: "only" }, select: { timeZone: true } });
  return dayIn(network?.timeZone ?? "Africa/Niamey", now());
}
