import { createHash } from "node:crypto";
import { db } from "../../db/database.server";
import { now, settings } from "../../services/services.server";
import { sign } from "./signing.server";

/** An address is valid until the end of the period after the one in which it was given: 30 to 60 days. */
const periodMs = 30 * 24 * 60 * 60 * 1000;

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** In lower case without padding: mail programs may change the case of addresses. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * The address by which a person answers a thread; null where no incoming address is configured. Its token is signed and
 * the same for a month, so that a mail that is sent again has the same; only its hash is stored.
 */
export async function replyAddressFor(personId: string, threadId: string): Promise<string | null> {
  const [name, host] = settings().replyAddress?.split("@") ?? [];
  if (!name || !host) return null;
  const period = Math.floor(now().getTime() / periodMs);
  const token = base32(await sign("reply", `${personId} ${threadId} ${period}`));
  await db.replyAddress.upsert({
    where: { id: hashOf(token) },
    create: { id: hashOf(token), personId, threadId, expiresAt: new Date((period + 2) * periodMs) },
    update: {},
  });
  return `${name}+${token}@${host}`;
}

/** Whom and what an address of a mail stands for. */
export interface FoundReplyAddress {
  personId: string;
  threadId: string;
  expired: boolean;
}

/** The reply address among those that a mail was sent to; null where there is none. @param to in lower case. */
export async function findReplyAddress(to: readonly string[]): Promise<FoundReplyAddress | null> {
  const [name, host] = settings().replyAddress?.toLowerCase().split("@") ?? [];
  const tokens = to.flatMap((address) => {
    const token =
      address.startsWith(`${name}+`) && address.endsWith(`@${host}`) ? address.split(/[+@]/)[1] : "";
    return token ? [token] : [];
  });
  const found = await db.replyAddress.findFirst({ where: { id: { in: tokens.slice(0, 10).map(hashOf) } } });
  return found && { ...found, expired: found.expiresAt <= now() };
}
