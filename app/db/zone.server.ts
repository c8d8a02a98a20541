import { defaultZone } from "../i18n/zone";
import { Prisma } from "./generated/client";

/** The network's zone in a statement; everywhere else `networkZone()` says it. */
export const zoneInSql = Prisma.sql`COALESCE((SELECT "timeZone" FROM "Network"), ${defaultZone})`;
