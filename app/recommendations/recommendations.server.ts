import { requireReader } from "../authorities/access.server";
import { dayText } from "../authorities/authorities.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { today } from "../network/today.server";
import { isOverdue } from "./deadlines";
import {
  type AddresseeShown,
  type AssessmentShown,
  endedStatuses,
  type RecommendationShown,
} from "./recommendations";

const organisation = { select: { id: true, slug: true, name: true, acronym: true } } as const;

const addresseeInclude = {
  organisation,
  follower: organisation,
  steps: { orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { id: "asc" }], take: 50 },
  reports: { orderBy: { reportedOn: "desc" }, take: 20 },
  assessments: {
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 30,
    include: {
      organisation,
      evidence: { orderBy: { datedOn: "desc" } },
      dissents: { orderBy: { createdAt: "asc" }, include: { organisation } },
    },
  },
  changes: { orderBy: { at: "desc" }, take: 30, include: { organisation } },
} satisfies Prisma.AddresseeInclude;

/** A recommendation with its addressees and everything that was done about it. @throws 404 */
export async function findRecommendation(
  viewer: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<RecommendationShown> {
  requireReader(viewer);
  const numbered = { select: { id: true, number: true } } as const;
  const row = id
    ? await db.recommendation.findUnique({
        where: { id },
        include: {
          themes: { include: { theme: true } },
          authors: { include: { organisation } },
          reiterates: numbered,
          reiterations: numbered,
          dialogue: { select: { id: true, slug: true, title: true } },
          addressees: { include: addresseeInclude, orderBy: [{ role: "asc" }, { id: "asc" }] },
          correspondence: {
            take: 50,
            include: { correspondence: { include: { organisation: { select: { name: true } } } } },
          },
        },
      })
    : null;
  if (!row) notFound();
  const day = await today();
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    text: row.text,
    translation: row.translation,
    source: row.source,
    symbol: row.symbol,
    paragraph: row.paragraph,
    body: row.body,
    cycle: row.cycle,
    session: row.session,
    issuedOn: row.issuedOn && issuedText(row.issuedOn, row.issuedPrecision),
    states: row.states,
    groups: row.groups,
    goals: row.goals,
    places: row.places,
    url: row.url,
    demonstration: row.demonstration,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    themes: row.themes.map(({ theme }) => ({
      id: theme.id,
      slug: theme.slug,
      name: inLocale(readVariants(theme.name), locale),
    })),
    authors: row.authors.map(({ organisation: author }) => linkOf(author)),
    reiterates: row.reiterates,
    reiterations: row.reiterations,
    dialogue: row.dialogue,
    addressees: row.addressees.map((addressee) => addresseeOf(addressee, day)),
    letters: row.correspondence.map(({ correspondence: letter }) => ({
      id: letter.id,
      kind: letter.kind,
      subject: letter.subject,
      sentOn: dayText(letter.sentOn) ?? "",
      authority: letter.organisation.name,
    })),
  };
}

/** A date in its precision: "2019", "2019-05", "2019-05-16". */
export function issuedText(date: Date, precision: string): string {
  const length = precision === "year" ? 4 : precision === "month" ? 7 : 10;
  return date.toISOString().slice(0, length);
}

interface Named {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
}
const linkOf = ({ id, slug, name }: Named) => ({ id, slug, name });
const shortName = (named: Named | null) => named && (named.acronym ?? named.name);

type AddresseeRow = Prisma.AddresseeGetPayload<{ include: typeof addresseeInclude }>;

function addresseeOf(row: AddresseeRow, day: string): AddresseeShown {
  const ended = endedStatuses.includes(row.status);
  return {
    id: row.id,
    authority: linkOf(row.organisation),
    role: row.role,
    position: row.position,
    status: row.status,
    statusReason: row.statusReason,
    statusOn: dayText(row.statusOn) ?? "",
    grade: row.grade,
    dueOn: dayText(row.dueOn),
    overdue: !ended && isOverdue(dayText(row.dueOn), day),
    follower: shortName(row.follower),
    version: row.version,
    steps: row.steps.map((step) => ({
      id: step.id,
      action: step.action,
      indicator: step.indicator,
      dueText: step.dueText,
      dueOn: dayText(step.dueOn),
      overdue: !ended && !step.doneOn && isOverdue(dayText(step.dueOn), day),
      doneOn: dayText(step.doneOn),
    })),
    reports: row.reports.map(({ id, words, reportedOn, url }) => ({
      id,
      words,
      reportedOn: dayText(reportedOn) ?? "",
      url,
    })),
    assessments: row.assessments.map(assessmentOf),
    changes: row.changes.map(({ id, at, field, before, after, organisation: by }) => ({
      id,
      at: at.toISOString(),
      field,
      before,
      after,
      by: shortName(by),
    })),
  };
}

const assessmentOf = (row: AddresseeRow["assessments"][number]): AssessmentShown => ({
  id: row.id,
  grade: row.grade,
  from: dayText(row.from),
  until: dayText(row.until),
  reason: row.reason,
  organisation: shortName(row.organisation),
  at: row.createdAt.toISOString(),
  evidence: row.evidence.map(({ id, title, datedOn, url, open }) => ({
    id,
    title,
    datedOn: dayText(datedOn) ?? "",
    url,
    open,
  })),
  dissents: row.dissents.map(({ organisation: who, words }) => ({
    organisationId: who.id,
    organisation: who.acronym ?? who.name,
    words,
  })),
});
