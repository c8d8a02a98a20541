import { db, inTransaction } from "../db/database.server";
import { addressOf } from "../http/addresses";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { log, mailer, now, queueJob, settings } from "../services/services.server";
import { confirmEveryMonths } from "./profile";

const texts = serverMessages<typeof import("./messages.fr.json")>("directory");
/** So many organisations are asked in one go; the next ones on the next day. */
const batch = 200;

interface ReminderJob {
  personId: string;
  organisationId: string;
}

/**
 * The job: once a year the focal points of each member organisation are asked whether its profile still holds;
 * those who do not answer, again after another year, never more often.
 */
export async function askToConfirm(): Promise<void> {
  const due = new Date(now());
  due.setUTCMonth(due.getUTCMonth() - confirmEveryMonths);
  const asked = await inTransaction(async (tx) => {
    const rows = await tx.organisation.findMany({
      where: {
        admission: { frozenAt: null },
        AND: [
          { OR: [{ confirmedAt: { lt: due } }, { confirmedAt: null, createdAt: { lt: due } }] },
          { OR: [{ remindedAt: null }, { remindedAt: { lt: due } }] },
        ],
      },
      orderBy: { confirmedAt: { sort: "asc", nulls: "first" } },
      select: { id: true, memberships: { where: { role: "focal_point" }, select: { personId: true } } },
      take: batch,
    });
    const ids = rows.map(({ id }) => id);
    await tx.organisation.updateMany({ where: { id: { in: ids } }, data: { remindedAt: now() } });
    return rows;
  });
  for (const { id, memberships } of asked) {
    for (const { personId } of memberships) {
      await queueJob("directory.reminder", { personId, organisationId: id } satisfies ReminderJob);
    }
  }
  log().info({ organisations: asked.length }, "asked to confirm their profiles");
}

/** The job: writes one reminder, in its reader's language; the subject says nothing that a stranger should not read. */
export async function sendReminder({ personId, organisationId }: ReminderJob): Promise<void> {
  const membership = await db.membership.findFirst({
    where: { personId, organisationId, role: "focal_point" },
    include: { person: true, organisation: true },
  });
  if (!membership) return;
  const { person, organisation } = membership;
  const locale = person.locale ?? sourceLocale;
  await mailer().send({
    to: person.email,
    subject: texts(locale, "mail.reminder.subject"),
    text: texts(locale, "mail.reminder.text", {
      address: `${settings().publicUrl}/annuaire/${addressOf(organisation)}`,
    }),
  });
}
