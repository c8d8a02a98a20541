import { defaultZone } from "../i18n/zone";
import { Prisma } from "./generated/client";

/** The network's time zone in SQL; elsewhere use `networkZone()`. */
export const zoneInSql = Prisma.sql`COALESCE((SELECT "timeZone" FROM "Network"), ${defaultZone})`;
