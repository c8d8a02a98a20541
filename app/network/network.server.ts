import { type Database, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { readVariants } from "../i18n/variants-schema.server";
import { defaultZone } from "../i18n/zone";
import { now } from "../services/services.server";
import type { NetworkCard } from "./network";

/** The network of this database, or null before it is created. */
export async function findNetwork(): Promise<NetworkCard | null> {
  const [row] = await queryPrepared<NetworkCard>(Prisma.sql`
    SELECT "name", "acronym", "accent", "locale", "locales", "timeZone", "mission" FROM "Network"`);
  return row ? { ...row, mission: readVariants(row.mission) } : null;
}

/** Creates the network. @throws Prisma's P2002 when there is one already: there is at most one. */
export async function createNetwork(tx: Database, network: Omit<NetworkCard, "timeZone">): Promise<string> {
  const { id } = await tx.network.create({
    data: { id: newId(), timeZone: defaultZone, createdAt: now(), ...network },
  });
  return id;
}
