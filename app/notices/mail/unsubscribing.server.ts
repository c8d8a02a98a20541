import { db } from "../../db/database.server";
import { isUuid } from "../../http/uuid";
import { now, settings } from "../../services/services.server";
import { defaultMailSettings } from "../levels";
import { isSigned, sign } from "./signing.server";

/** What a link stops: every mail but those of security, or the notices of one thread. */
export type Unsubscribing = { personId: string; threadId: string | null };

const use = "unsubscribe";
const idLength = 16;

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
const idOf = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The address of one-click unsubscribing: it names its person and thread by ids, and is signed. */
export async function unsubscribeAddress({ personId, threadId }: Unsubscribing): Promise<string> {
  const ids = Buffer.concat([personId, ...(threadId ? [threadId] : [])].map(bytesOf));
  const signature = await sign(use, ids.toString("hex"));
  const token = Buffer.concat([signature, ids]).toString("base64url");
  return `${settings().publicUrl}/courriels/desabonnement/${token}`;
}

/** Reads a token; null when it is not one that the portal signed. */
export async function readUnsubscribing(token: string | undefined): Promise<Unsubscribing | null> {
  const bytes = Buffer.from((token ?? "").slice(0, 100), "base64url");
  const [signature, ids] = [bytes.subarray(0, 16), bytes.subarray(16)];
  if (ids.length !== idLength && ids.length !== 2 * idLength) return null;
  if (!(await isSigned(use, ids.toString("hex"), signature))) return null;
  const [personId = "", threadId = null] = [ids.subarray(0, 16), ids.subarray(16)]
    .filter(({ length }) => length > 0)
    .map(idOf);
  return isUuid(personId) ? { personId, threadId } : null;
}

/** Stops what the link stops. Idempotent. It needs no session: the token is the right to do this, and to do only this. */
export async function unsubscribe({ personId, threadId }: Unsubscribing): Promise<void> {
  if ((await db.person.count({ where: { id: personId, erasedAt: null } })) === 0) return;
  if (threadId) {
    const own = { personId, thing: "thread" as const, thingId: threadId };
    const mute = { loudness: "mute" as const, setAt: now() };
    await db.noticeLevel.upsert({
      where: { personId_thing_thingId: own },
      create: { ...own, ...mute },
      update: mute,
    });
    return;
  }
  const never = { rhythm: "never" as const };
  await db.noticeSettings.upsert({
    where: { personId },
    create: { personId, ...defaultMailSettings, ...never },
    update: never,
  });
}
