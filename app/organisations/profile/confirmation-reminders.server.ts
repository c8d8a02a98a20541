import { db, inTransaction } from "../../db/database.server";
import { addressOf } from "../../http/addresses";
import { serverMessages } from "../../i18n/catalogues.server";
import { sourceLocale } from "../../i18n/locales";
import { log, mailer, now, queueJob, settings } from "../../services/services.server";
import { confirmEveryMonths } from "./profile";

const texts = serverMessages<typeof import("../messages.fr.json")>("organisations");
/** Maximum number of organisations reminded per run; the next run takes the following ones. */
const batch = 200;

interface ReminderJob {
  personId: string;
  organisationId: string;
}

/**
 * Job: once a year, asks the focal points of each member organisation to confirm its profile. Without an answer it asks
 * again after a year, never sooner.
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

/** Job: sends one reminder in its reader's language; the subject contains nothing confidential. */
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
