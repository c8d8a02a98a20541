import { db } from "../db/database.server";
import { now, settings } from "../services/services.server";
import { hashOfToken, newToken } from "./tokens.server";

/**
 * A browser that has signed in as a person gets a random id, valid for a year. It grants no access: its failed attempts are
 * counted separately, so that a stranger who guesses passwords cannot slow down the account's owner.
 */

const lifeMs = 365 * 24 * 60 * 60 * 1000;
const isSecure = () => settings().publicUrl.startsWith("https:");
const cookieName = () => (isSecure() ? "__Host-browser" : "browser");

function tokenIn(cookieHeader: string | null): string | null {
  const pattern = new RegExp(`(?:^|;\\s*)${cookieName()}=([\\w-]{43})(?:;|$)`);
  return pattern.exec(cookieHeader ?? "")?.[1] ?? null;
}

/** The browser's id if it has signed in as this person before. Runs the same query without a person, for constant time. */
export async function knownBrowser(
  cookieHeader: string | null,
  personId: string | undefined,
): Promise<string | null> {
  const token = tokenIn(cookieHeader);
  if (!token) return null;
  const id = hashOfToken(token);
  const nobody = "00000000-0000-0000-0000-000000000000";
  const where = { id_personId: { id, personId: personId ?? nobody } };
  const known = await db.knownBrowser.findUnique({ where });
  return known && known.expiresAt > now() ? id : null;
}

/** Records that this browser signed in as this person. @returns the `Set-Cookie` header. */
export async function rememberBrowser(cookieHeader: string | null, personId: string): Promise<string> {
  const token = tokenIn(cookieHeader) ?? newToken();
  const expiresAt = new Date(now().getTime() + lifeMs);
  const id = hashOfToken(token);
  await db.knownBrowser.upsert({
    where: { id_personId: { id, personId } },
    create: { id, personId, expiresAt },
    update: { expiresAt },
  });
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${lifeMs / 1000}`];
  return [`${cookieName()}=${token}`, ...attributes, ...(isSecure() ? ["Secure"] : [])].join("; ");
}
