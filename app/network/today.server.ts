import { db } from "../db/database.server";
import { dateFormat } from "../i18n/formatters";
import { now } from "../ports/ports.server";

/** The present day where the network is, as YYYY-MM-DD: what deadlines and mandates are compared with. */
export async function today(): Promise<string> {
  const network = await db.network.findUnique({ where: { row: "only" }, select: { timeZone: true } });
  return dayIn(network?.timeZone ?? "Africa/Niamey", now());
}

/** The day of an instant in a zone, as YYYY-MM-DD (which is how Sweden writes its days). */
export function dayIn(timeZone: string, at: Date): string {
  return dateFormat("sv-SE", { timeZone }).format(at);
}
