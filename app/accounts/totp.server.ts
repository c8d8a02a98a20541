import { randomBytes, timingSafeEqual } from "node:crypto";
import { decodeBase32, encodeBase32NoPadding } from "@oslojs/encoding";
import { createTOTPKeyURI, generateHOTP } from "@oslojs/otp";
import { type Database, db } from "../db/database.server";
import { now } from "../services/services.server";

/**
 * Codes of an app (TOTP, RFC 6238): six digits, half a minute each, SHA-1 as every app knows it. The one file that
 * reads `secrets.totp`, which no other query joins. See docs/decisions/0014.
 */

const periodMs = 30_000;
const digits = 6;
/** Clocks of telephones are off by some seconds: the step before and the one after count too, and no other. */
const drift = [-1, 0, 1];

/** A fresh secret, 160 bits, as apps take it (base32). */
export const newTotpSecret = (): string => encodeBase32NoPadding(randomBytes(20));

/** What a QR code holds for an app to read. */
export const totpUri = (secret: string, account: string, issuer: string): string =>
  createTOTPKeyURI(issuer, account, decode(secret), periodMs / 1000, digits);

const decode = (secret: string): Uint8Array => decodeBase32(secret.toUpperCase());

/** The step whose code this is, near the present instant; null when it is none. */
export function stepOfCode(secret: string, code: string): number | null {
  const present = Math.floor(now().getTime() / periodMs);
  const fits = (step: number) => equal(generateHOTP(decode(secret), BigInt(step), digits), code);
  return drift.map((each) => present + each).filter(fits)[0] ?? null;
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Keeps an app's secret for a person, in the place of an earlier one. */
export async function saveTotp(tx: Database, personId: string, secret: string, lastStep = 0): Promise<void> {
  const bytes = Buffer.from(decode(secret));
  await tx.$executeRaw`
    INSERT INTO secrets.totp (person_id, secret, last_step) VALUES (${personId}::uuid, ${bytes}, ${lastStep})
    ON CONFLICT (person_id) DO UPDATE SET secret = EXCLUDED.secret, last_step = EXCLUDED.last_step`;
}

/** Whether the person's app gave this code; a code works once, and none before it any more. */
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
