import { Prisma } from "../db/generated/client";
import { defaultZone } from "../i18n/zone";

/** The network's time zone in SQL; elsewhere use `networkZone()`. */
export const zoneInSql = Prisma.sql`COALESCE((SELECT "timeZone" FROM "Network"), ${defaultZone})`;
