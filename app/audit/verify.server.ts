import { db } from "../db/database.server";
import {
  type ChainHead,
  emptyHead,
  graceMs,
  hashEntry,
  nextHead,
  readHead,
  type SealedFields,
  writeHead,
} from "./chain";

/**
 * An inconsistency of the record.
 * `changed`: an entry's fields differ from the sealed ones. `removed`: a sealed entry is gone. `inserted`: an
 * entry is dated before seals that did not see it. `relinked`: a link does not follow from the one before.
 * `missing`: links are missing between two. `head`: the chain does not have a head that was sent out.
 */
export interface Fault {
  kind: "changed" | "removed" | "inserted" | "relinked" | "missing" | "head";
  position: number | null;
  entryId: string | null;
  at: Date | null;
}

/** The result of verifying the whole record. */
export interface Verification {
  sealed: number;
  /** Entries of the last minute, not sealed yet. */
  waiting: number;
  head: ChainHead | null;
  faults: Fault[];
}

const batch = 5_000;
/** Maximum number of faults listed; the others are counted. */
export const maxFaults = 1_000;

/**
 * Compares every entry with its seal, and every seal with the one before.
 * @param known heads that were sent out: the chain must still have them.
 */
export async function verifyRecord(known: readonly ChainHead[] = []): Promise<Verification> {
  const faults: Fault[] = [];
  const report = (fault: Fault) => void (faults.length < maxFaults && faults.push(fault));
  const walk = new Walk(report, known);
  for (let rows = await readLinks(0); rows.length > 0; rows = await readLinks(walk.position)) {
    for (const row of rows) walk.step(row);
  }
  const waiting = await readUnsealed();
  for (const entry of waiting) walk.unsealed(entry);
  return { sealed: walk.position, waiting: waiting.length, head: walk.end(), faults };
}

/** The same for the command on the server, with heads as they were mailed. @returns null when one cannot be parsed. */
export async function verifyAgainst(
  heads: readonly string[],
): Promise<(Omit<Verification, "head"> & { head: string | null }) | null> {
  const known = heads.flatMap((head) => readHead(head) ?? []);
  if (known.length < heads.length) return null;
  const { head, ...found } = await verifyRecord(known);
  return { ...found, head: head && writeHead(head) };
}

type Link = {
  position: number;
  entryId: string;
  entryHash: string;
  head: string;
  sealedAt: Date;
  entry: SealedFields | null;
};

/** One pass along the chain from its first link. */
class Walk {
  position = 0;
  #head = emptyHead;
  /** The date of the previous seal: newly seen entries must not be dated much before it. */
  #sealedAt = 0;
  #sealedBefore = 0;
  readonly #known: Map<number, string>;

  constructor(
    private readonly report: (fault: Fault) => void,
    known: readonly ChainHead[],
  ) {
    this.#known = new Map(known.map(({ position, head }) => [position, head]));
  }

  step(link: Link): void {
    const { position, entryId, entry } = link;
    const fault = (kind: Fault["kind"]) =>
      this.report({ kind, position, entryId, at: entry?.at ?? link.sealedAt });
    if (position !== this.position + 1) fault("missing");
    // Continues from the stored head, so that one broken link is one fault and not a thousand.
    else if (nextHead(this.#head, link) !== link.head) fault("relinked");
    if (!entry) fault("removed");
    else if (hashEntry(entry) !== link.entryHash) fault("changed");
    this.#passSeal(link.sealedAt.getTime());
    if (entry && entry.at.getTime() < this.#sealedBefore - graceMs) fault("inserted");
    if (this.#known.has(position) && this.#known.get(position) !== link.head) fault("head");
    this.#known.delete(position);
    this.position = position;
    this.#head = link.head;
  }

  #passSeal(sealedAt: number): void {
    if (sealedAt === this.#sealedAt) return;
    this.#sealedBefore = Math.max(this.#sealedBefore, this.#sealedAt);
    this.#sealedAt = sealedAt;
  }

  /** An entry without a link: waiting for the next seal, unless an earlier seal should have seen it. */
  unsealed({ id, at }: { id: string; at: Date }): void {
    if (at.getTime() >= this.#sealedAt - graceMs) return;
    this.report({ kind: "inserted", position: null, entryId: id, at });
  }

  end(): ChainHead | null {
    for (const position of this.#known.keys())
      this.report({ kind: "head", position, entryId: null, at: null });
    return this.position === 0 ? null : { position: this.position, head: this.#head };
  }
}

type Row = Omit<Link, "entry"> & Omit<SealedFields, "id"> & { id: string | null };

async function readLinks(after: number): Promise<Link[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s."position", s."entryId", s."entryHash", s."head", s."sealedAt",
      e."id", e."at", e."personId", e."organisationId", e."action", e."objectType", e."objectId", e."details"
    FROM "AuditSeal" s LEFT JOIN "AuditEntry" e ON e."id" = s."entryId"
    WHERE s."position" > ${after} ORDER BY s."position" LIMIT ${batch}`;
  return rows.map(({ position, entryId, entryHash, head, sealedAt, id, ...fields }) => ({
    position,
    entryId,
    entryHash,
    head,
    sealedAt,
    entry: id ? { id, ...fields } : null,
  }));
}

async function readUnsealed(): Promise<{ id: string; at: Date }[]> {
  return await db.$queryRaw`
    SELECT e."id", e."at" FROM "AuditEntry" e
    WHERE NOT EXISTS (SELECT FROM "AuditSeal" s WHERE s."entryId" = e."id") ORDER BY e."at", e."id" LIMIT 10000`;
}
