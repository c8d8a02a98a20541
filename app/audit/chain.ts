import { createHash } from "node:crypto";

/** An entry of the record, as far as its seal covers it: all of it. */
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

/** A place in the chain: what the auditor is sent, and what proves that nothing before it was rewritten. */
export interface ChainHead {
  position: number;
  head: string;
}

/** The head before the first entry. */
export const emptyHead = "0".repeat(64);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The one form of an entry that is hashed: a JSON list of its fields in this order, the instant in ISO 8601 with
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

/** The head after one more link: SHA-256 over the head before it and everything the link says. */
export function nextHead(
  before: string,
  link: { position: number; entryId: string; entryHash: string; sealedAt: Date },
): string {
  const { position, entryId, entryHash, sealedAt } = link;
  return sha256(JSON.stringify([before, position, entryId, entryHash, sealedAt.toISOString()]));
}

/**
 * An entry is sealed within a minute of its transaction, and none of ours lasts this long. One that a seal sees first,
 * and that is dated so much before an earlier seal, was put in afterwards.
 */
export const graceMs = 15 * 60 * 1000;

/** How a head is written down and read out: its position, then sixteen groups of four. */
export function writeHead({ position, head }: ChainHead): string {
  return `${position}:${head.match(/.{1,4}/g)?.join(" ") ?? ""}`;
}

/** Reads a head as people paste it: spaces, line breaks and capitals do not matter. */
export function readHead(text: string): ChainHead | null {
  const [, position = "", head = ""] =
    /^(\d{1,9})[:-]([0-9a-f]{64})$/.exec(text.replace(/\s/g, "").toLowerCase()) ?? [];
  return head ? { position: Number(position), head } : null;
}
