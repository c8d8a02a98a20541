import { requireReader } from "../authorities/access.server";
import { dayText } from "../authorities/authorities.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { today } from "../network/today.server";
import { isOverdue } from "../recommendations/deadlines";
import { readableSpaces } from "../workspaces/access.server";
import { type CommitmentShown, type DialoguePage, type DialogueRow, maxParts } from "./dialogues";

const link = { select: { id: true, slug: true, name: true } } as const;

const commitmentInclude = {
  organisation: link,
  recommendation: { select: { id: true, number: true } },
  postponements: { orderBy: { at: "asc" } },
} satisfies Prisma.CommitmentInclude;
const commitments = { include: commitmentInclude, orderBy: { createdAt: "asc" }, take: maxParts } as const;

/** All dialogues, the latest first. */
export async function listDialogues(viewer: Viewer): Promise<DialogueRow[]> {
  requireReader(viewer);
  const rows = await db.dialogue.findMany({
    orderBy: [{ startsOn: "desc" }, { id: "desc" }],
    take: maxParts,
    include: {
      _count: { select: { commitments: true, attendances: { where: { presence: "present" } } } },
    },
  });
  return rows.map((row) => ({
    ...rowOf(row),
    present: row._count.attendances,
    commitments: row._count.commitments,
  }));
}

type Row = Prisma.DialogueGetPayload<object>;
const rowOf = (row: Row) => ({
  id: row.id,
  slug: row.slug,
  edition: row.edition,
  title: row.title,
  format: row.format,
  state: row.state,
  place: row.place,
  startsOn: dayText(row.startsOn) ?? "",
  endsOn: dayText(row.endsOn),
});

/** A dialogue with its agenda, attendance, minutes and commitments, and those of the edition before it. @throws 404 */
export async function findDialogue(viewer: Viewer, id: string | undefined): Promise<DialoguePage> {
  requireReader(viewer);
  const row = id
    ? await db.dialogue.findUnique({
        where: { id },
        include: {
          previous: { include: { commitments } },
          agenda: { orderBy: [{ position: "asc" }, { id: "asc" }], include: { organisation: link } },
          attendances: {
            include: { organisation: link },
            orderBy: [{ quality: "asc" }, { organisation: { name: "asc" } }],
          },
          commitments,
          errata: { orderBy: { number: "asc" } },
          postponements: { orderBy: { at: "asc" } },
          recommendations: {
            select: { id: true, number: true, text: true, translation: true },
            take: maxParts,
            orderBy: { number: "asc" },
          },
        },
      })
    : null;
  if (!row) notFound();
  const day = await today();
  const [seating, space] = await Promise.all([
    readSeating(row.attendances.map(({ organisationId }) => organisationId)),
    row.spaceId
      ? db.space.findFirst({ where: { AND: [{ id: row.spaceId }, readableSpaces(viewer)] }, ...link })
      : null,
  ]);
  const { previous } = row;
  return {
    ...rowOf(row),
    subject: row.subject,
    url: row.url,
    demonstration: row.demonstration,
    space,
    previous: previous && {
      id: previous.id,
      slug: previous.slug,
      title: previous.title,
      commitments: previous.commitments.map((each) => commitmentOf(each, day)),
    },
    agenda: row.agenda.map(({ id: item, title, organisation, minutes, report }) => ({
      id: item,
      title,
      organisation: organisation?.name ?? null,
      minutes,
      report,
    })),
    attendances: row.attendances.map(({ id: seat, organisation, quality, presence, delegation }) => ({
      id: seat,
      organisation,
      quality,
      presence,
      delegation,
      seating: seating.get(organisation.id) ?? { present: 0, invited: 0 },
    })),
    commitments: row.commitments.map((each) => commitmentOf(each, day)),
    minutes: {
      text: row.minutesText,
      state: row.minutesState,
      until: dayText(row.minutesUntil),
      validatedOn: dayText(row.validatedOn),
      bySilence: row.validatedBySilence,
    },
    errata: row.errata.map(({ number, text, at }) => ({ number, text, at: at.toISOString() })),
    former: row.postponements.map(({ former }) => former),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    version: row.version,
    recommendations: row.recommendations.map((each) => ({
      id: each.id,
      number: each.number,
      text: each.translation ?? each.text,
    })),
  };
}

type CommitmentRow = Prisma.CommitmentGetPayload<{ include: typeof commitmentInclude }>;

function commitmentOf(row: CommitmentRow, day: string): CommitmentShown {
  const dueOn = dayText(row.dueOn);
  return {
    id: row.id,
    text: row.text,
    disputed: row.disputed,
    state: row.state,
    dueText: row.dueText,
    dueOn,
    overdue: row.state !== "kept" && isOverdue(dueOn, day),
    authority: row.organisation,
    recommendation: row.recommendation,
    former: row.postponements.map(({ former }) => former),
  };
}

/** For each organisation: the dialogues that took place to which it was invited, and those where it was present. */
async function readSeating(ids: readonly string[]) {
  const rows = await db.dialogueAttendance.groupBy({
    by: ["organisationId", "presence"],
    where: { organisationId: { in: [...ids] }, dialogue: { state: { in: ["held", "minutes", "closed"] } } },
    _count: true,
  });
  const seating = new Map<string, { present: number; invited: number }>();
  for (const { organisationId, presence, _count } of rows) {
    const counted = seating.get(organisationId) ?? { present: 0, invited: 0 };
    counted.invited += _count;
    if (presence === "present") counted.present += _count;
    seating.set(organisationId, counted);
  }
  return seating;
}

/** A dialogue that was published, as a stranger may see it: organisations and sizes, never participants. @throws 404 */
export async function findPublicDialogue(id: string | undefined) {
  const row = id
    ? await db.dialogue.findFirst({
        where: { id, publishedAt: { not: null } },
        include: {
          attendances: {
            include: { organisation: { select: { name: true } } },
            orderBy: { organisation: { name: "asc" } },
          },
          commitments,
          agenda: { orderBy: { position: "asc" }, select: { id: true, title: true } },
          recommendations: {
            where: { publishedAt: { not: null } },
            select: { number: true, text: true, translation: true },
            orderBy: { number: "asc" },
          },
        },
      })
    : null;
  if (!row) notFound();
  const day = await today();
  return {
    ...rowOf(row),
    subject: row.subject,
    url: row.url,
    demonstration: row.demonstration,
    agenda: row.agenda,
    attendances: row.attendances.map(({ id: seat, organisation, quality, presence, delegation }) => ({
      id: seat,
      name: organisation.name,
      quality,
      presence,
      delegation,
    })),
    commitments: row.commitments.map((each) => {
      const { text, disputed, state, dueText, dueOn, overdue, authority } = commitmentOf(each, day);
      return { id: each.id, text, disputed, state, dueText, dueOn, overdue, authority: authority.name };
    }),
    recommendations: row.recommendations.map(({ number, text, translation }) => ({
      number,
      text: translation ?? text,
    })),
  };
}
