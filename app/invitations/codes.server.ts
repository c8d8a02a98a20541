import { createHash, randomInt } from "node:crypto";
import type { Database } from "../db/database.server";
import { now } from "../services/services.server";
import { invitationDays, plainCode } from "./invitations";

/** Letters and digits that are not confused when read aloud or on paper. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** The stored hash of a code. */
export const hashOfCode = (code: string): string =>
  createHash("sha256").update(plainCode(code)).digest("hex");

/** Four groups of four of 31 letters and digits: 79 bits. */
function makeCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

const day = 86_400_000;

/** The expiry of an invitation made or sent now. */
export const endFromNow = (): Date => new Date(now().getTime() + invitationDays * day);

/**
 * Gives an invitation a new code and expiry; the previous code becomes invalid.
 * @returns null when it was accepted or revoked meanwhile.
 */
export async function renewCode(tx: Database, id: string): Promise<string | null> {
  const code = makeCode();
  const { count } = await tx.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { codeHash: hashOfCode(code), expiresAt: endFromNow(), failures: 0 },
  });
  return count === 1 ? code : null;
}
