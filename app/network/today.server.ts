import { ask } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { dayIn } from "../i18n/formatters";
import { defaultZone } from "../i18n/zone";
import { now } from "../ports/ports.server";

/** The zone whose clocks and days the network goes by: its IANA name. The one place that says so. */
export async function networkZone(): Promise<string> {
  const [network] = await ask<{ timeZone: string }>(Prisma.sql`SELECT "timeZone" FROM "Network"`);
  return network?.timeZone ?? defaultZone;
}

/** The present day where the network is, as YYYY-MM-DD: what deadlines, mandates and calendars are compared with. */
export async function today(): Promise<string> {
  return dayIn(await networkZone(), now());
}
