import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now } from "../services/services.server";
import { holdCredentials, type Proof } from "./sessions.server";
import { hashOfToken, newToken } from "./tokens.server";

/** Two-request procedures; each must be completed within ten minutes, once. */
export type CeremonyKind =
  | "second-step"
  | "passkey-new"
  /** A new mail address, in `data`. */
  | "email-new";

const lifeMs = 10 * 60 * 1000;

/**
 * Starts a procedure that the same browser must complete. The token becomes invalid if the person's credentials differ from
 * those of the proof.
 * @returns the token that completes it.
 */
export async function beginCeremony(kind: CeremonyKind, proof: Proof, data = ""): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now().getTime() + lifeMs);
  await db.$executeRaw`
    INSERT INTO "Ceremony" ("id", "kind", "personId", "data", "credentialsVersion", "expiresAt")
    SELECT ${hashOfToken(token)}, ${kind}, "id", ${data}, "credentialsVersion", ${expiresAt}
    FROM "Person" WHERE "id" = ${proof.personId}::uuid AND "credentialsVersion" = ${proof.credentialsVersion} FOR SHARE`;
  return token;
}

/** The same for a signed-in person, bound to their session; an ended session starts nothing. */
export async function beginSignedIn(kind: CeremonyKind, viewer: Viewer, data = ""): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now().getTime() + lifeMs);
  await inTransaction(async (tx) => {
    const { personId, credentialsVersion } = await holdCredentials(tx, viewer);
    await tx.ceremony.create({
      data: { id: hashOfToken(token), kind, personId, data, credentialsVersion, expiresAt },
    });
  });
  return token;
}

interface Begun extends Proof {
  data: string;
}

const stillGood = (kind: CeremonyKind, token: string) => Prisma.sql`
  c."id" = ${hashOfToken(token)} AND c."kind" = ${kind} AND c."expiresAt" > ${now()}
  AND p."id" = c."personId" AND p."credentialsVersion" = c."credentialsVersion"`;

const begunColumns = Prisma.sql`c."personId", c."credentialsVersion", c."data"`;

/** Reads the procedure of this token if it is unexpired and the credentials are unchanged; does not consume it. */
export async function findCeremony(kind: CeremonyKind, token: string): Promise<Begun | null> {
  const [found] = await db.$queryRaw<Begun[]>`
    SELECT ${begunColumns} FROM "Ceremony" c, "Person" p WHERE ${stillGood(kind, token)}`;
  return found ?? null;
}

/** The same, and consumes the token: of two concurrent requests with one token, only one gets it. */
export async function endCeremony(
  kind: CeremonyKind,
  token: string,
  tx: Database = db,
): Promise<Begun | null> {
  const [ended] = await tx.$queryRaw<Begun[]>`
    DELETE FROM "Ceremony" c USING "Person" p WHERE ${stillGood(kind, token)} RETURNING ${begunColumns}`;
  return ended ?? null;
}
