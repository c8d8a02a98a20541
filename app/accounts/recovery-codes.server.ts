import { randomBytes } from "node:crypto";
import { encodeBase32LowerCaseNoPadding } from "@oslojs/encoding";
import { type Database, db } from "../db/database.server";
import { hashOfToken } from "./tokens.server";

const howMany = 10;

/** 80 bits each, in four groups of four: `abcd-efgh-2345-mnop`. */
function makeCode(): string {
  const letters = encodeBase32LowerCaseNoPadding(randomBytes(10));
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** Normalises a typed code: case, spaces and hyphens are ignored. */
const plain = (code: string): string => code.toLowerCase().replace(/[^a-z2-7]/g, "");
const hashOf = (personId: string, code: string): string => hashOfToken(plain(code), personId);

/** Creates ten new codes and invalidates the old ones. They are shown once: only hashes are stored. */
export async function renewRecoveryCodes(tx: Database, personId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, makeCode);
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ personId, hash: hashOf(personId, code) })),
  });
  return codes;
}

/** Consumes a code. @returns false when it is unknown or was used before. */
export async function consumeRecoveryCode(personId: string, code: string): Promise<boolean> {
  const { count } = await db.recoveryCode.deleteMany({ where: { personId, hash: hashOf(personId, code) } });
  return count === 1;
}
