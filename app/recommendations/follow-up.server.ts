import { actingFor, recordEvent } from "../audit/record-event.server";
import { holdRights, requireContributor, requireSecretariat } from "../authorities/access.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { badRequest, notFound } from "../http/errors";
import { today } from "../network/today.server";
import { now } from "../services/services.server";
import { readDue } from "./deadlines";
import { maxAddressees } from "./recommendations";
import type { FollowUpAct } from "./recommendations-form.server";

/** Why an act was not done: somebody changed the addressee meanwhile, or its words are no deadline. */
export type FollowUpRefusal = "overtaken" | "due" | "reason";

type Act<What extends FollowUpAct["what"]> = Extract<FollowUpAct, { what: What }>;

const toDate = (day: string | undefined) => (day ? new Date(`${day}T00:00:00Z`) : null);

/**
 * Does one act on a recommendation. Idempotent by its key.
 * @returns why it was refused; null when it is done.
 * @throws 404, 403; 400 for parts of another recommendation.
 */
export async function changeFollowUp(
  viewer: Viewer,
  recommendationId: string | undefined,
  act: FollowUpAct,
): Promise<FollowUpRefusal | null> {
  requireContributor(viewer);
  if (act.what === "publish" || act.what === "unpublish") requireSecretariat(viewer);
  if (!recommendationId) notFound();
  return await inTransaction(async (tx) => {
    await holdRights(tx, viewer);
    const locked = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Recommendation" WHERE "id" = ${recommendationId}::uuid FOR UPDATE`;
    if (locked.length === 0) notFound();
    return await perform(tx, viewer, recommendationId, act);
  });
}

async function perform(
  tx: Database,
  viewer: Viewer,
  id: string,
  act: FollowUpAct,
): Promise<FollowUpRefusal | null> {
  switch (act.what) {
    case "state":
      return await changeState(tx, viewer, id, act);
    case "step":
      return await addStep(tx, id, act);
    case "step-done":
      return await finishStep(tx, id, act.step);
    case "report":
      return await addReport(tx, viewer, id, act);
    case "grade":
      return await addGrade(tx, viewer, id, act);
    case "dissent":
      return await addDissent(tx, viewer, id, act);
    case "addressee":
      return await addAddressee(tx, viewer, id, act);
    case "translate": {
      await tx.recommendation.update({
        where: { id },
        data: { translation: act.translation || null, version: { increment: 1 } },
      });
      return null;
    }
    default: {
      const publishedAt = act.what === "publish" ? now() : null;
      const { count } = await tx.recommendation.updateMany({
        where: { id, publishedAt: publishedAt ? null : { not: null } },
        data: { publishedAt },
      });
      const action = publishedAt ? "recommendation.published" : "recommendation.unpublished";
      if (count > 0) await recordEvent(tx, viewer, action, id);
      return null;
    }
  }
}

/** The addressee of this recommendation. @throws 400 */
async function findAddressee(tx: Database, recommendationId: string, id: string) {
  return (await tx.addressee.findFirst({ where: { id, recommendationId } })) ?? badRequest();
}

interface Changed {
  field: "position" | "status" | "grade";
  before: string;
  after: string;
}

/** Keeps what changed, and tells the organisations that formulated the recommendation. */
async function keepChanges(
  tx: Database,
  viewer: Viewer,
  addressee: { id: string; recommendationId: string },
  changes: readonly Changed[],
): Promise<void> {
  const organisationId = voicesOf(viewer)[0] ?? null;
  for (const change of changes.filter(({ before, after }) => before !== after)) {
    await tx.addresseeChange.create({
      data: { id: newId(), addresseeId: addressee.id, at: now(), organisationId, ...change },
    });
    const actor = actingFor(viewer, organisationId);
    await recordEvent(tx, actor, "recommendation.followed-up", addressee.recommendationId, {
      change: change.field,
    });
  }
}

async function changeState(
  tx: Database,
  viewer: Viewer,
  recommendationId: string,
  { addressee: id, version, position, status, reason }: Act<"state">,
): Promise<FollowUpRefusal | null> {
  if (status === "void" && !reason) return "reason";
  const before = await findAddressee(tx, recommendationId, id);
  if (before.version !== version) return "overtaken";
  const statusOn = status === before.status ? before.statusOn : (toDate(await today(tx)) as Date);
  await tx.addressee.update({
    where: { id },
    data: {
      position,
      status,
      statusReason: status === "void" ? reason : null,
      statusOn,
      version: { increment: 1 },
    },
  });
  await keepChanges(tx, viewer, before, [
    { field: "position", before: before.position, after: position },
    { field: "status", before: before.status, after: status },
  ]);
  return null;
}

async function addStep(
  tx: Database,
  recommendationId: string,
  { addressee: addresseeId, key: id, action, indicator, due: words }: Act<"step">,
): Promise<FollowUpRefusal | null> {
  await findAddressee(tx, recommendationId, addresseeId);
  const due = words ? readDue(words) : null;
  if (words && !due) return "due";
  await tx.followUpStep.createMany({
    data: {
      id,
      addresseeId,
      action,
      indicator: indicator || null,
      dueText: due?.text ?? null,
      dueOn: toDate(due?.dueOn ?? undefined),
      precision: due?.precision ?? "none",
      createdAt: now(),
    },
    skipDuplicates: true,
  });
  await refreshDue(tx, addresseeId);
  return null;
}

/** Keeps the deadline of an addressee equal to that of its earliest open step. */
export async function refreshDue(tx: Database, addresseeId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Addressee" SET "dueOn" = (SELECT min(s."dueOn") FROM "FollowUpStep" s
      WHERE s."addresseeId" = ${addresseeId}::uuid AND s."doneOn" IS NULL)
    WHERE "id" = ${addresseeId}::uuid`;
}

async function finishStep(tx: Database, recommendationId: string, id: string): Promise<null> {
  const step = await tx.followUpStep.findFirst({ where: { id, addressee: { recommendationId } } });
  if (!step) badRequest();
  await tx.followUpStep.updateMany({
    where: { id, doneOn: null },
    data: { doneOn: toDate(await today(tx)) },
  });
  await refreshDue(tx, step.addresseeId);
  return null;
}

async function addReport(
  tx: Database,
  viewer: Viewer,
  recommendationId: string,
  { addressee: addresseeId, key: id, words, reportedOn, url }: Act<"report">,
): Promise<null> {
  await findAddressee(tx, recommendationId, addresseeId);
  const { count } = await tx.stateReport.createMany({
    data: { id, addresseeId, words, reportedOn: toDate(reportedOn) as Date, url: url ?? null },
    skipDuplicates: true,
  });
  if (count > 0) await recordEvent(tx, viewer, "recommendation.reported", recommendationId);
  return null;
}

/** A grade stands beside the earlier ones. Its evidence is required by the form, and here by its columns. */
async function addGrade(
  tx: Database,
  viewer: Viewer,
  recommendationId: string,
  act: Act<"grade">,
): Promise<FollowUpRefusal | null> {
  const { addressee: addresseeId, key: id, version, grade, from, until, reason } = act;
  if (await tx.assessment.count({ where: { id } })) return null;
  const before = await findAddressee(tx, recommendationId, addresseeId);
  if (before.version !== version) return "overtaken";
  await tx.assessment.create({
    data: {
      id,
      addresseeId,
      grade,
      from: toDate(from),
      until: toDate(until),
      reason,
      organisationId: voicesOf(viewer)[0] ?? null,
      createdAt: now(),
      evidence: {
        create: {
          id: newId(),
          title: act.evidenceTitle,
          datedOn: toDate(act.evidenceOn) as Date,
          url: act.evidenceUrl ?? null,
          open: act.evidenceOpen === "on",
        },
      },
    },
  });
  await tx.addressee.update({ where: { id: addresseeId }, data: { grade, version: { increment: 1 } } });
  await keepChanges(tx, viewer, before, [{ field: "grade", before: before.grade, after: grade }]);
  return null;
}

/** An organisation says once why it does not share a grade; a second time replaces its words. */
async function addDissent(
  tx: Database,
  viewer: Viewer,
  recommendationId: string,
  { assessment: assessmentId, words }: Act<"dissent">,
): Promise<null> {
  const [organisationId] = voicesOf(viewer);
  const known = await tx.assessment.count({ where: { id: assessmentId, addressee: { recommendationId } } });
  if (!organisationId || known === 0) badRequest();
  await tx.assessmentDissent.upsert({
    where: { assessmentId_organisationId: { assessmentId, organisationId } },
    create: { assessmentId, organisationId, words, createdAt: now() },
    update: { words },
  });
  await recordEvent(tx, actingFor(viewer, organisationId), "recommendation.dissented", recommendationId);
  return null;
}

async function addAddressee(
  tx: Database,
  viewer: Viewer,
  recommendationId: string,
  { key: id, authority: organisationId }: Act<"addressee">,
): Promise<null> {
  const there = await tx.addressee.count({ where: { recommendationId } });
  const known = await tx.organisation.count({ where: { id: organisationId } });
  if (known === 0 || there >= maxAddressees) badRequest();
  const statusOn = toDate(await today(tx)) as Date;
  const { count } = await tx.addressee.createMany({
    data: { id, recommendationId, organisationId, statusOn, role: "associated" },
    skipDuplicates: true,
  });
  if (count > 0) await recordEvent(tx, viewer, "recommendation.addressed", recommendationId);
  return null;
}
