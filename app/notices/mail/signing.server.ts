import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { db } from "../../db/database.server";
import { now } from "../../services/services.server";

/** The one key of mails: it signs the addresses of unsubscribing and answering. */
const keyName = "mails";

/** The key, made at first use. It is read each time: a restored backup may bring another. */
async function readKey(): Promise<Buffer> {
  const made = randomBytes(32);
  const [row] = await db.$queryRaw<{ key: Uint8Array }[]>`
    WITH made AS (
      INSERT INTO "SigningKey" ("name", "key", "createdAt") VALUES (${keyName}, ${made}, ${now()}::timestamptz)
      ON CONFLICT DO NOTHING RETURNING "key")
    SELECT "key" FROM made UNION ALL SELECT "key" FROM "SigningKey" WHERE "name" = ${keyName} LIMIT 1`;
  // A concurrent first use committed between the two halves of the statement.
  return row ? Buffer.from(row.key) : await readKey();
}

/** The signature of some words for one use, as 128 bits. */
export async function sign(use: string, words: string): Promise<Buffer> {
  const made = createHmac("sha256", await readKey()).update(`${use}\n${words}`);
  return made.digest().subarray(0, 16);
}

/** Whether a signature is the right one; compared in constant time. */
export async function isSigned(use: string, words: string, signature: Buffer): Promise<boolean> {
  return signature.length === 16 && timingSafeEqual(await sign(use, words), signature);
}
