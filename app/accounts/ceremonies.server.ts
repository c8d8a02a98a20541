import { db } from "../db/database.server";
import { now } from "../ports/ports.server";
import { hashOfToken, newToken } from "./tokens.server";

/** What may be begun here; each is ended within ten minutes, once. */
export type CeremonyKind =
  | "second-step"
  | "passkey-sign-in"
  | "passkey-new"
  /** A new mail address: `data`. */
  | "email-new";

const lifeMs = 10 * 60 * 1000;

/** Begins something that the same browser has to end. @returns the token that ends it. */
export async function begin(kind: CeremonyKind, personId: string | null, data = ""): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now().getTime() + lifeMs);
  await db.ceremony.create({ data: { id: hashOfToken(token), kind, personId, data, expiresAt } });
  return token;
}

/** What this token began, if it has not run out; it can still be ended. */
export async function find(kind: CeremonyKind, token: string) {
  const found = await db.ceremony.findUnique({ where: { id: hashOfToken(token) } });
  return found && found.kind === kind && found.expiresAt > now() ? found : null;
}

/** The same, and ends it: of two who come with one token, one gets it. */
export async function end(kind: CeremonyKind, token: string) {
  const found = await find(kind, token);
  if (!found) return null;
  const { count } = await db.ceremony.deleteMany({ where: { id: found.id } });
  return count === 1 ? found : null;
}
