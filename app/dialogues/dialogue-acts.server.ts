import { recordEvent } from "../audit/record-event.server";
import { holdRights, requireContributor, requireSecretariat } from "../authorities/access.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import type { Dialogue } from "../db/generated/client";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { slugOf } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { today } from "../network/today.server";
import { readDue } from "../recommendations/deadlines";
import { now } from "../services/services.server";
import { maxParts, splitReport } from "./dialogues";
import type { DialogueAct, NewDialogue } from "./dialogues-form.server";

/** Why an act was refused; each has its message. */
export type DialogueRefusal = "due" | "validated" | "not-validated" | "objections-open" | "full";

type Act<What extends DialogueAct["what"]> = Extract<DialogueAct, { what: What }>;

const toDate = (day: string | null | undefined) => (day ? new Date(`${day}T00:00:00Z`) : null);

/** Adds a dialogue. Idempotent by its key. @throws 404, 403; 400 for an edition before it that does not exist */
export async function addDialogue(viewer: Viewer, form: NewDialogue): Promise<{ id: string; slug: string }> {
  requireContributor(viewer);
  const { key: id, previous, startsOn, endsOn, ...given } = form;
  const write = async (tx: Database) => {
    await holdRights(tx, viewer);
    if (previous && !(await tx.dialogue.count({ where: { id: previous } }))) badRequest();
    const slug = slugOf(given.title);
    await tx.dialogue.create({
      data: {
        id,
        slug,
        ...given,
        previousId: previous ?? null,
        startsOn: toDate(startsOn) as Date,
        endsOn: toDate(endsOn),
        createdAt: now(),
      },
    });
    await recordEvent(tx, viewer, "dialogue.added", id);
    return { id, slug };
  };
  return await exactlyOnce(
    () => db.dialogue.findUnique({ where: { id }, select: { id: true, slug: true } }),
    () => inTransaction(write),
  );
}

/**
 * Does one act on a dialogue.
 * @returns why it was refused; null when it is done.
 * @throws 404, 403; 400 for parts of another dialogue
 */
export async function changeDialogue(
  viewer: Viewer,
  id: string | undefined,
  act: DialogueAct,
): Promise<DialogueRefusal | null> {
  requireContributor(viewer);
  if (act.what === "publish" || act.what === "unpublish") requireSecretariat(viewer);
  if (!id) notFound();
  return await inTransaction(async (tx) => {
    await holdRights(tx, viewer);
    await tx.$queryRaw`SELECT 1 FROM "Dialogue" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const dialogue = await tx.dialogue.findUnique({ where: { id } });
    if (!dialogue) notFound();
    const refused = await perform(tx, viewer, dialogue, act);
    if (!refused) await recordEvent(tx, viewer, "dialogue.changed", id, { change: act.what });
    return refused;
  });
}

async function perform(
  tx: Database,
  _viewer: Viewer,
  dialogue: Dialogue,
  act: DialogueAct,
): Promise<DialogueRefusal | null> {
  const where = { id: dialogue.id };
  switch (act.what) {
    case "state":
      await tx.dialogue.update({ where, data: { state: act.state } });
      return null;
    case "date":
      return await postpone(tx, dialogue, act);
    case "agenda":
      return await addItem(tx, dialogue.id, act);
    case "attendance":
      return await setAttendance(tx, dialogue.id, act);
    case "commitment":
      return await addCommitment(tx, dialogue.id, act);
    case "commitment-state":
      return await changeCommitment(tx, dialogue.id, act);
    case "dispute": {
      const { count } = await tx.commitment.updateMany({
        where: { id: act.commitment, dialogueId: dialogue.id },
        data: { disputed: act.words || null },
      });
      return count > 0 ? null : badRequest();
    }
    case "publish":
    case "unpublish":
      await tx.dialogue.update({ where, data: { publishedAt: act.what === "publish" ? now() : null } });
      return null;
    default:
      return await changeMinutes(tx, dialogue, act);
  }
}

/** The former date stays, so that postponements can be counted. */
async function postpone(tx: Database, dialogue: Dialogue, { startsOn, endsOn }: Act<"date">): Promise<null> {
  const former = dialogue.startsOn.toISOString().slice(0, 10);
  if (former !== startsOn) {
    await tx.dialoguePostponement.create({
      data: { id: newId(), dialogueId: dialogue.id, former, at: now() },
    });
  }
  await tx.dialogue.update({
    where: { id: dialogue.id },
    data: { startsOn: toDate(startsOn) as Date, endsOn: toDate(endsOn) },
  });
  return null;
}

async function addItem(
  tx: Database,
  dialogueId: string,
  { key: id, title, organisation, minutes }: Act<"agenda">,
): Promise<DialogueRefusal | null> {
  const position = await tx.dialogueAgendaItem.count({ where: { dialogueId } });
  if (position >= maxParts) return "full";
  await tx.dialogueAgendaItem.createMany({
    data: { id, dialogueId, position, title, organisationId: organisation ?? null, minutes: minutes ?? null },
    skipDuplicates: true,
  });
  return null;
}

/** One record for each organisation that was invited: who does not come stays in the list. */
async function setAttendance(
  tx: Database,
  dialogueId: string,
  { organisation: organisationId, quality, presence, delegation }: Act<"attendance">,
): Promise<DialogueRefusal | null> {
  if (!(await tx.organisation.count({ where: { id: organisationId } }))) badRequest();
  if ((await tx.dialogueAttendance.count({ where: { dialogueId } })) >= maxParts) return "full";
  const given = { quality, presence, delegation: presence === "present" ? (delegation ?? null) : null };
  await tx.dialogueAttendance.upsert({
    where: { dialogueId_organisationId: { dialogueId, organisationId } },
    create: { id: newId(), dialogueId, organisationId, ...given },
    update: given,
  });
  return null;
}

async function addCommitment(
  tx: Database,
  dialogueId: string,
  { key: id, text, authority, due: words, undated, number }: Act<"commitment">,
): Promise<DialogueRefusal | null> {
  if (await tx.commitment.count({ where: { id } })) return null;
  if ((await tx.commitment.count({ where: { dialogueId } })) >= maxParts) return "full";
  const due = undated ? null : words ? readDue(words) : null;
  if (!undated && !due?.dueOn) return "due";
  if (!(await tx.organisation.count({ where: { id: authority } }))) badRequest();
  const about = number
    ? await tx.recommendation.findUnique({ where: { number }, select: { id: true } })
    : null;
  if (number && !about) badRequest();
  await tx.commitment.create({
    data: {
      id,
      dialogueId,
      organisationId: authority,
      text,
      dueText: due?.text ?? null,
      dueOn: toDate(due?.dueOn),
      precision: due?.precision ?? "none",
      recommendationId: about?.id ?? null,
      createdAt: now(),
    },
  });
  return null;
}

/** A new deadline keeps the one before it. */
async function changeCommitment(
  tx: Database,
  dialogueId: string,
  { commitment: id, state, due: words }: Act<"commitment-state">,
): Promise<DialogueRefusal | null> {
  const before = await tx.commitment.findFirst({ where: { id, dialogueId } });
  if (!before) badRequest();
  const due = words && words !== before.dueText ? readDue(words) : null;
  if (words && words !== before.dueText && !due?.dueOn) return "due";
  if (due) {
    const former = before.dueText ?? before.dueOn?.toISOString().slice(0, 10) ?? "–";
    await tx.dialoguePostponement.create({ data: { id: newId(), commitmentId: id, former, at: now() } });
  }
  await tx.commitment.update({
    where: { id },
    data: { state, ...(due && { dueText: due.text, dueOn: toDate(due.dueOn), precision: due.precision }) },
  });
  return null;
}

/** Minutes are written, sent, and validated by consent or silence; from then on only errata are added. */
async function changeMinutes(
  tx: Database,
  dialogue: Dialogue,
  act: Act<"minutes" | "send-minutes" | "validate" | "erratum">,
): Promise<DialogueRefusal | null> {
  const where = { id: dialogue.id };
  const validated = dialogue.minutesState === "validated";
  if (act.what === "erratum") {
    if (!validated) return "not-validated";
    const number = (await tx.dialogueErratum.count({ where: { dialogueId: dialogue.id } })) + 1;
    await tx.dialogueErratum.create({ data: { dialogueId: dialogue.id, number, text: act.text, at: now() } });
    return null;
  }
  if (validated) return "validated";
  if (act.what === "minutes") {
    await tx.dialogue.update({ where, data: { minutesText: act.text, version: { increment: 1 } } });
    return await keepReport(tx, dialogue.id, act.text);
  }
  if (act.what === "send-minutes") {
    const sent = {
      minutesState: "sent" as const,
      minutesUntil: toDate(act.until),
      state: "minutes" as const,
    };
    await tx.dialogue.update({ where, data: sent });
    return null;
  }
  const day = toDate(await today(tx)) as Date;
  const silence = act.how === "silence";
  const ended = dialogue.minutesUntil !== null && dialogue.minutesUntil < day;
  if (silence && !ended) return "objections-open";
  await tx.dialogue.update({
    where,
    data: { minutesState: "validated", validatedOn: day, validatedBySilence: silence, state: "closed" },
  });
  return null;
}

/** The parts of a report stand under the items of the agenda that they are about. */
async function keepReport(tx: Database, dialogueId: string, text: string): Promise<null> {
  const agenda = await tx.dialogueAgendaItem.findMany({
    where: { dialogueId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const { items } = splitReport(text, agenda);
  for (const [id, report] of items) await tx.dialogueAgendaItem.update({ where: { id }, data: { report } });
  return null;
}
