import { recordEvent } from "../../audit/record-event.server";
import { allows, organisationsAllowing } from "../../authorization/policy";
import { mayWrite, type Viewer } from "../../authorization/viewer";
import { db, inTransaction } from "../../db/database.server";
import type { Prisma } from "../../db/generated/client";
import { newId } from "../../db/ids.server";
import { forbidden, notFound } from "../../http/errors";
import type { Locale } from "../../i18n/locales";
import { now } from "../../services/services.server";
import { type CustomField, fieldKey } from "../custom-fields/custom-fields";
import { readFields } from "../custom-fields/stored-fields.server";
import { generalRank, visibleFields } from "../field-visibility";
import { organisationsPolicy } from "../policy";
import { readLabels } from "../reference-labels.server";
import { findEditable, lock, writeChanges } from "./editing.server";
import { findVisibleOrganisation } from "./profile.server";
import { type Changes, changesBetween, type EditedField, pageFieldOf, withChanges } from "./profile-form";
import {
  idOfName,
  knownValues,
  readWritten,
  valuesOf,
  visibleValues,
  type WrittenProfile,
} from "./profile-values.server";

/** Maximum number of open proposals of one person for one profile. */
const maxOpenProposals = 5;

/**
 * The profile as a proposer sees it in the form.
 * @throws 403 for viewers without write access.
 */
export async function findProposable(viewer: Viewer, id: string | undefined) {
  const { row } = await findVisibleOrganisation(viewer, id);
  if (!mayWrite(viewer) || generalRank(viewer) === 0) forbidden();
  const { fields } = await readLabels("fr");
  return { row, sees: visibleFields(viewer, row, fields) };
}

/**
 * Proposes a correction of another organisation's profile, limited to visible fields.
 * @returns false when nothing would change, or the maximum of open proposals is reached.
 */
export async function propose(
  viewer: Viewer,
  id: string | undefined,
  { note, key, ...form }: WrittenProfile & { note: string; key: string },
): Promise<boolean> {
  const { row, sees } = await findProposable(viewer, id);
  const current = valuesOf(row);
  const labels = await readLabels("fr");
  // A value that does not fit its field is left out: what is proposed beside it is not lost.
  const { values: written } = readWritten(form, current, labels.fields);
  const wanted = visibleValues(current, knownValues({ ...written, parent: current.parent }, labels), sees);
  const fields = changesBetween(current, { ...wanted, visibility: current.visibility });
  const mine = { organisationId: row.id, authorId: viewer.personId };
  return await inTransaction(async (tx) => {
    if (await tx.profileProposal.findFirst({ where: { authorId: viewer.personId, idempotencyKey: key } }))
      return true;
    const open = await tx.profileProposal.count({ where: { ...mine, state: "open" } });
    if ((Object.keys(fields).length === 0 && !note) || open >= maxOpenProposals) return false;
    const proposalId = newId();
    await tx.profileProposal.create({
      data: {
        id: proposalId,
        ...mine,
        fields: fields as object,
        note,
        createdAt: now(),
        idempotencyKey: key,
      },
    });
    await recordEvent(tx, viewer, "profile.proposed", row.id, { proposal: proposalId });
    return true;
  });
}

export interface Proposal {
  id: string;
  author: string;
  fields: Changes;
  note: string | null;
  createdAt: string;
}

/** Proposals that this viewer may decide on; the only filter of lists and counts. */
function decidableProposals(viewer: Viewer): Prisma.ProfileProposalWhereInput {
  if (allows(viewer, organisationsPolicy["directory.manage"])) return { state: "open" };
  return {
    state: "open",
    organisationId: { in: organisationsAllowing(viewer, organisationsPolicy["profile.edit"]) },
  };
}

/** Number of proposals this viewer may decide on, in total or for one organisation. */
export async function countProposals(viewer: Viewer, organisationId?: string): Promise<number> {
  const about = organisationId ? { organisationId } : {};
  return await db.profileProposal.count({ where: { AND: [about, decidableProposals(viewer)] } });
}

/** Open proposals, for viewers who may decide on them; empty for others. */
export async function listProposals(viewer: Viewer, organisationId: string): Promise<Proposal[]> {
  const rows = await db.profileProposal.findMany({
    where: { AND: [{ organisationId }, decidableProposals(viewer)] },
    orderBy: { createdAt: "asc" },
  });
  const authors = await db.person.findMany({
    where: { id: { in: rows.map(({ authorId }) => authorId) } },
    select: { id: true, name: true },
  });
  return rows.map(({ id, authorId, fields, note, createdAt }) => ({
    id,
    note,
    fields: fields as Changes,
    createdAt: createdAt.toISOString(),
    author: authors.find((person) => person.id === authorId)?.name ?? "",
  }));
}

/**
 * Accepts or declines a proposal. The first decision wins.
 * @throws 404 for an unknown proposal.
 */
export async function decideProposal(
  viewer: Viewer,
  organisation: string | undefined,
  { proposal, accept, reason }: { proposal: string; accept: boolean; reason: string },
): Promise<void> {
  const { id } = await findEditable(viewer, organisation);
  const labels = await readLabels("fr");
  await inTransaction(async (tx) => {
    const row = await lock(tx, id);
    const waiting = await tx.profileProposal.findFirst({ where: { id: proposal, organisationId: id } });
    if (!waiting) notFound();
    if (waiting.state !== "open") return;
    const decided = { decidedAt: now(), decidedById: viewer.personId, reason: reason || null };
    const state = accept ? ("accepted" as const) : ("declined" as const);
    await tx.profileProposal.update({ where: { id: proposal }, data: { state, ...decided } });
    const author = waiting.authorId;
    await recordEvent(tx, viewer, "profile.decided", proposal, {
      organisation: id,
      author,
      accepted: accept,
    });
    if (!accept) return;
    const values = withChanges(valuesOf(row), waiting.fields as Changes, "after");
    const parentId = values.parent === row.parent?.name ? row.parentId : await idOfName(tx, values.parent);
    await writeChanges(tx, viewer, row, knownValues(values, labels), { labels, parentId, act: "accepted" });
  });
}

export interface HistoryEntry {
  id: string;
  act: string;
  at: string;
  /** The author; only for its own people and the secretariat, like the history itself. */
  person: string | null;
  fields: Changes;
}

/**
 * Changes of a profile, newest first.
 * @throws 404 for viewers outside the organisation and the secretariat; fields hidden from the viewer are left out.
 */
export async function listHistory(viewer: Viewer, id: string | undefined): Promise<HistoryEntry[]> {
  const { row } = await findVisibleOrganisation(viewer, id);
  if (!allows(viewer, organisationsPolicy["profile.history"], row.id)) notFound();
  const fields = await readFields(db, "organisation", "fr", { archived: true });
  const sees = visibleFields(viewer, row, fields);
  const rows = await db.profileChange.findMany({
    where: { organisationId: row.id },
    orderBy: { version: "desc" },
    take: 100,
  });
  const people = await db.person.findMany({
    where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } },
    select: { id: true, name: true },
  });
  return rows.map(({ id: entry, act, at, personId, fields }) => ({
    id: entry,
    act,
    at: at.toISOString(),
    fields: seenOf(fields as Changes, sees),
    person: people.find((person) => person.id === personId)?.name ?? null,
  }));
}

/** The fields of the secretariat that this viewer sees of an organisation, archived ones included. */
export async function readSeenFields(
  viewer: Viewer,
  organisation: { id: string; visibility: unknown },
  locale: Locale,
): Promise<CustomField[]> {
  const fields = await readFields(db, "organisation", locale, { archived: true });
  const sees = visibleFields(viewer, organisation, fields);
  return fields.filter(({ id }) => sees.has(fieldKey(id)));
}

function seenOf(changes: Changes, sees: ReturnType<typeof visibleFields>): Changes {
  const entries = Object.entries(changes).filter(([field]) => {
    const page = pageFieldOf(field as EditedField);
    return page === null || sees.has(page);
  });
  return Object.fromEntries(entries) as Changes;
}
