import { createHmac, randomBytes } from "node:crypto";
import { db } from "../db/database.server";
import { now } from "../services/services.server";
import type { Proof } from "./sessions.server";
import { hashOfToken } from "./tokens.server";

/**
 * Challenges for a sign-in by passkey. Requests for one are anonymous and unlimited, so issuing one stores nothing: the
 * token holds an expiry time and random bytes, and the challenge is their MAC. Only an answered challenge is stored, until
 * it expires, to prevent replay.
 */

const lifeMs = 10 * 60 * 1000;
const tokenBytes = 6 + 26;

let signingKey: Promise<Buffer> | undefined;

async function readSigningKey(): Promise<Buffer> {
  const [row] = await db.$queryRaw<{ key: Uint8Array }[]>`SELECT key FROM secrets.signing_key`;
  if (!row) throw new Error("The database has no signing key.");
  return Buffer.from(row.key);
}

async function challengeOf(token: Buffer): Promise<Buffer> {
  signingKey ??= readSigningKey().catch((error: unknown) => {
    signingKey = undefined;
    throw error;
  });
  return createHmac("sha256", await signingKey)
    .update("passkey sign-in")
    .update(token)
    .digest();
}

/** A new challenge and its token. */
export async function makeChallenge(): Promise<{ token: string; challenge: Uint8Array<ArrayBuffer> }> {
  const bytes = Buffer.alloc(tokenBytes);
  bytes.writeUIntBE(now().getTime() + lifeMs, 0, 6);
  randomBytes(tokenBytes - 6).copy(bytes, 6);
  const challenge = new Uint8Array(await challengeOf(bytes));
  return { token: bytes.toString("base64url"), challenge };
}

/** The challenge of a token, base64url; null if it has expired or the token is not ours. */
export async function readChallenge(token: string): Promise<string | null> {
  const bytes = Buffer.from(token, "base64url");
  const isOurs = bytes.length === tokenBytes && bytes.toString("base64url") === token;
  if (!isOurs || endOf(bytes) <= now()) return null;
  return (await challengeOf(bytes)).toString("base64url");
}

const endOf = (token: Buffer): Date => new Date(token.readUIntBE(0, 6));

/** Consumes an answered challenge. @returns false when it was used before. */
export async function spendChallenge(
  token: string,
  { personId, credentialsVersion }: Proof,
): Promise<boolean> {
  const expiresAt = endOf(Buffer.from(token, "base64url"));
  const { count } = await db.ceremony.createMany({
    data: [{ id: hashOfToken(token), kind: "passkey-used", personId, credentialsVersion, expiresAt }],
    skipDuplicates: true,
  });
  return count === 1;
}
