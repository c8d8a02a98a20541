import { type Database, db } from "../db/database.server";
import { dayIn } from "../i18n/formatters";
import { defaultZone } from "../i18n/zone";
import { now } from "../services/services.server";

/** The zone whose clocks and days the network goes by: its IANA name. The one place that says so. */
export async function networkZone(tx: Database = db): Promise<string> {
  const network = await tx.network.findUnique({ where: { row: "only" }, select: { timeZone: true } });
  return network?.timeZone ?? defaultZone;
}

/** The present day where the network is, as YYYY-MM-DD: what deadlines, mandates and calendars are compared with. */
export async function today(tx: Database = db): Promise<string> {
  return dayIn(await networkZone(tx), now());
}
