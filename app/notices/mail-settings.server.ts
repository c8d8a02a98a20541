import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import * as outbox from "../outbox/outbox.server";
import { now } from "../services/services.server";
import { announce } from "./bell.server";
import { defaultMailSettings, type MailDelivery, type MailSettings } from "./levels";

/** The viewer's mail settings. */
export async function findMailSettings({ personId }: Viewer): Promise<MailSettings> {
  const row = await db.noticeSettings.findUnique({
    where: { personId },
    select: { rhythm: true, hour: true, content: true },
  });
  return row ?? defaultMailSettings;
}

/** Saves the viewer's mail settings. */
export async function saveMailSettings(viewer: Viewer, settings: MailSettings): Promise<void> {
  const { personId } = viewer;
  await inTransaction(async (tx) => {
    await tx.noticeSettings.upsert({
      where: { personId },
      create: { personId, ...settings },
      update: settings,
    });
    await recordEvent(tx, viewer, "notices.mail-chosen", null);
  });
}

/** Where the viewer's mails go, and whether they are paused. */
export async function findMailDelivery({ personId }: Viewer): Promise<MailDelivery> {
  const { email, noticeSettings } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, noticeSettings: { select: { pausedAt: true } } },
  });
  return { email, paused: (noticeSettings?.pausedAt ?? null) !== null };
}

/** Resumes the viewer's mails after their address refused one: what waited meanwhile makes one mail. Idempotent. */
export async function resumeMails(viewer: Viewer): Promise<void> {
  const { personId } = viewer;
  const resumed = await inTransaction(async (tx) => {
    const paused = { personId, pausedAt: { not: null } };
    const { count } = await tx.noticeSettings.updateMany({ where: paused, data: { pausedAt: null } });
    if (count === 0) return false;
    await tx.notice.updateMany({
      where: { personId, kind: "mails.paused", readAt: null },
      data: { readAt: now() },
    });
    await recordEvent(tx, viewer, "mails.resumed", null);
    return true;
  });
  if (resumed) announce([personId]);
}

/** A new address has refused nothing yet. Called once at start. */
export function registerMailSettings(): void {
  outbox.subscribe("email.changed", async ({ personId }) => {
    if (personId) await db.noticeSettings.updateMany({ where: { personId }, data: { pausedAt: null } });
  });
}
