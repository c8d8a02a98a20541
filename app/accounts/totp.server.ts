import { randomBytes, timingSafeEqual } from "node:crypto";
import { decodeBase32, encodeBase32NoPadding } from "@oslojs/encoding";
import { createTOTPKeyURI, generateHOTP } from "@oslojs/otp";
import { type Database, db } from "../db/database.server";
import { now } from "../services/services.server";

/**
 * TOTP codes (RFC 6238): six digits, 30 seconds, SHA-1, which every app supports. The only file that reads `secrets.totp`,
 * which no other query joins. See docs/decisions/0014.
 */

const periodMs = 30_000;
const digits = 6;
/** Tolerated clock drift: one step before and one after. */
const drift = [-1, 0, 1];

/** A new secret, 160 bits, in base32 as apps expect it. */
export const newTotpSecret = (): string => encodeBase32NoPadding(randomBytes(20));

/** The otpauth URI for the QR code. */
export const totpUri = (secret: string, account: string, issuer: string): string =>
  createTOTPKeyURI(issuer, account, decode(secret), periodMs / 1000, digits);

const decode = (secret: string): Uint8Array => decodeBase32(secret.toUpperCase());

/** The time step of a code near the current time; null when it matches none. */
export function stepOfCode(secret: string, code: string): number | null {
  const present = Math.floor(now().getTime() / periodMs);
  const fits = (step: number) => equal(generateHOTP(decode(secret), BigInt(step), digits), code);
  return drift.map((each) => present + each).filter(fits)[0] ?? null;
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Saves a person's secret and replaces an earlier one. */
export async function saveTotp(tx: Database, personId: string, secret: string, lastStep = 0): Promise<void> {
  const bytes = Buffer.from(decode(secret));
  await tx.$executeRaw`
    INSERT INTO secrets.totp (person_id, secret, last_step) VALUES (${personId}::uuid, ${bytes}, ${lastStep})
    ON CONFLICT (person_id) DO UPDATE SET secret = EXCLUDED.secret, last_step = EXCLUDED.last_step`;
}

/** Verifies a code of the person's app; that code and all earlier ones become invalid. */
export async function consumeTotp(personId: string, code: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ secret: Uint8Array }[]>`
    SELECT secret FROM secrets.totp WHERE person_id = ${personId}::uuid`;
  const step = row && stepOfCode(encodeBase32NoPadding(row.secret), code);
  if (!step) return false;
  const taken = await db.$executeRaw`
    UPDATE secrets.totp SET last_step = ${step} WHERE person_id = ${personId}::uuid AND last_step < ${step}`;
  return taken === 1;
}

export async function hasTotp(tx: Database, personId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM secrets.totp WHERE person_id = ${personId}::uuid) AS found`;
  return row?.found ?? false;
}

export async function deleteTotp(tx: Database, personId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM secrets.totp WHERE person_id = ${personId}::uuid`;
}
