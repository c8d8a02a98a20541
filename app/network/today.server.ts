import { type Database, db } from "../db/database.server";
import { dayIn } from "../i18n/formatters";
import { defaultZone } from "../i18n/zone";
import { now } from "../services/services.server";

/** The network's time zone (its IANA name), for all days and times. The only place that defines it. */
export async function networkZone(tx: Database = db): Promise<string> {
  const network = await tx.network.findUnique({ where: { row: "only" }, select: { timeZone: true } });
  return network?.timeZone ?? defaultZone;
}

/** The current day in the network's zone, as YYYY-MM-DD: deadlines, mandates and calendars are compared with it. */
export async function today(tx: Database = db): Promise<string> {
  return dayIn(await networkZone(tx), now());
}
