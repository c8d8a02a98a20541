import webpush from "web-push";
import { db } from "../../db/database.server";

/** The keys by which push services know this portal (RFC 8292). */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/**
 * The portal's keys, made when they are first asked for. They are rows of the schema `secrets`, so a backup has them: with
 * new keys every subscription would be void. Two processes that ask at once get the same keys.
 */
export async function vapidKeys(): Promise<VapidKeys> {
  const known = await readKeys();
  if (known) return known;
  const { publicKey, privateKey } = webpush.generateVAPIDKeys();
  await db.$executeRaw`
    INSERT INTO secrets.vapid (public_key, private_key) VALUES (${publicKey}, ${privateKey}) ON CONFLICT DO NOTHING`;
  return (await readKeys()) ?? { publicKey, privateKey };
}

async function readKeys(): Promise<VapidKeys | undefined> {
  const [row] = await db.$queryRaw<VapidKeys[]>`
    SELECT public_key AS "publicKey", private_key AS "privateKey" FROM secrets.vapid`;
  return row;
}
