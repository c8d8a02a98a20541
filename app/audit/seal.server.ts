import { type Database, db, inTransaction } from "../db/database.server";
import { log, now } from "../services/services.server";
import { type ChainHead, emptyHead, hashEntry, nextHead, type SealedFields } from "./chain";

/** Any number, the same in every process. */
const advisoryLock = 7_264_333_402;
/** Number of links per statement. */
const batch = 2_000;
const dayMs = 24 * 60 * 60 * 1000;

/** The job of every minute: seals what has been committed since. */
export async function sealRecent(): Promise<void> {
  await seal("the last day");
}

/**
 * Links every committed entry that has no link yet. An entry belongs to the first seal that sees it, not to a
 * position by date, which a later commit could miss: an entry of a long transaction is found without a link and
 * gets one. All in one transaction: the second half of an interrupted seal would look like later insertions.
 * @param reach the minute's job reads entries dated less than a day before the last seal; the nightly job reads
 *   everything.
 * @returns the number of links added.
 */
export async function seal(reach: Reach): Promise<number> {
  const sealed = await inTransaction((tx) => sealAll(tx, reach, now()), { timeoutMs: 600_000 });
  if (sealed > 0) log().info({ entries: sealed }, "entries of the audit record sealed");
  return sealed;
}

type Reach = "the last day" | "everything";

async function sealAll(tx: Database, reach: Reach, sealedAt: Date): Promise<number> {
  // One process at a time: two would both continue from the same head.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${advisoryLock})`;
  const before = await tx.auditSeal.findFirst({ orderBy: { position: "desc" } });
  const since =
    before && reach === "the last day" ? new Date(before.sealedAt.getTime() - dayMs) : new Date(0);
  let last: ChainHead = before ?? { position: 0, head: emptyHead };
  let from = { at: since, id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const entries = await readUnsealed(tx, from);
    const links = linksOf(entries, last, sealedAt);
    await keepLinks(tx, links);
    last = links.at(-1) ?? last;
    from = entries.at(-1) ?? from;
    if (entries.length < batch) return last.position - (before?.position ?? 0);
  }
}

async function readUnsealed(tx: Database, from: { at: Date; id: string }): Promise<SealedFields[]> {
  return await tx.$queryRaw`
    SELECT e."id", e."at", e."personId", e."organisationId", e."action", e."objectType", e."objectId", e."details"
    FROM "AuditEntry" e
    WHERE (e."at", e."id") > (${from.at}::timestamptz, ${from.id}::uuid) AND NOT EXISTS (SELECT FROM "AuditSeal" s WHERE s."entryId" = e."id")
    ORDER BY e."at", e."id" LIMIT ${batch}`;
}

function linksOf(entries: SealedFields[], last: ChainHead, sealedAt: Date) {
  let { position, head } = last;
  return entries.map((entry) => {
    position += 1;
    const link = { position, entryId: entry.id, entryHash: hashEntry(entry), sealedAt };
    head = nextHead(head, link);
    return { ...link, head };
  });
}

/**
 * One raw statement: Prisma takes five times as long for a hundred thousand links, and a first seal may have a
 * million.
 */
async function keepLinks(tx: Database, links: ReturnType<typeof linksOf>): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditSeal" ("position", "entryId", "entryHash", "sealedAt", "head")
    SELECT "position", "entryId", "entryHash", "sealedAt", "head" FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
      AS r("position" int, "entryId" uuid, "entryHash" text, "sealedAt" timestamptz, "head" text)`;
}

/** The end of the chain, with its date; null while it is empty. */
export async function readChainHead(): Promise<(ChainHead & { sealedAt: Date }) | null> {
  return await db.auditSeal.findFirst({
    orderBy: { position: "desc" },
    select: { position: true, head: true, sealedAt: true },
  });
}

/** Whether the chain has this head at its position. */
export async function headMatches({ position, head }: ChainHead): Promise<boolean> {
  const link = await db.auditSeal.findUnique({ where: { position }, select: { head: true } });
  return link?.head === head;
}
