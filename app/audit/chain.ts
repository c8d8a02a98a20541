import { createHash } from "node:crypto";

/** The fields of an entry that its seal covers: all of them. */
export interface SealedFields {
  id: string;
  at: Date;
  personId: string | null;
  organisationId: string | null;
  action: string;
  objectType: string | null;
  objectId: string | null;
  details: unknown;
}

/** A position in the chain with its hash: sent to the auditor, and proof that no earlier entry was rewritten. */
export interface ChainHead {
  position: number;
  head: string;
}

/** The hash before the first entry. */
export const emptyHead = "0".repeat(64);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The canonical form that is hashed: a JSON list of the fields in this order, the instant in ISO 8601 with
 * milliseconds, the keys of `details` sorted at every depth.
 */
export function canonicalEntry(entry: SealedFields): string {
  const { id, at, personId, organisationId, action, objectType, objectId, details } = entry;
  return JSON.stringify([
    id,
    at.toISOString(),
    personId,
    organisationId,
    action,
    objectType,
    objectId,
    sorted(details),
  ]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** SHA-256 of an entry's canonical form, in hexadecimal. */
export const hashEntry = (entry: SealedFields): string => sha256(canonicalEntry(entry));

/** The next head: SHA-256 of the previous head and all fields of the link. */
export function nextHead(
  before: string,
  link: { position: number; entryId: string; entryHash: string; sealedAt: Date },
): string {
  const { position, entryId, entryHash, sealedAt } = link;
  return sha256(JSON.stringify([before, position, entryId, entryHash, sealedAt.toISOString()]));
}

/**
 * Entries are sealed within a minute after their transaction, and no transaction lasts this long. An entry
 * without a link that is dated this much before an earlier seal was inserted afterwards.
 */
export const graceMs = 15 * 60 * 1000;

/** Formats a head: its position, then sixteen groups of four characters. */
export function writeHead({ position, head }: ChainHead): string {
  return `${position}:${head.match(/.{1,4}/g)?.join(" ") ?? ""}`;
}

/** Parses a pasted head: spaces, line breaks and capitals do not matter. */
export function readHead(text: string): ChainHead | null {
  const [, position = "", head = ""] =
    /^(\d{1,9})[:-]([0-9a-f]{64})$/.exec(text.replace(/\s/g, "").toLowerCase()) ?? [];
  return head ? { position: Number(position), head } : null;
}
