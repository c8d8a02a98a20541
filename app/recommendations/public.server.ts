import { dayText } from "../authorities/authorities.server";
import { silenceOf } from "../authorities/correspondence";
import { db } from "../db/database.server";
import { today } from "../network/today.server";
import { isOverdue } from "./deadlines";
import { endedStatuses, type Position, type Status } from "./recommendations";

/** Maximum number of recommendations on the public page. */
const maxPublic = 500;

export interface PublicRecommendation {
  number: number;
  text: string;
  source: string;
  url: string | null;
  publishedAt: string;
  addressees: {
    name: string;
    position: Position;
    status: Status;
    statusOn: string;
    overdue: boolean;
    grade: string;
    /** Days without a written answer about anything. */
    silence: number | null;
    evidence: { title: string; datedOn: string; url: string | null }[];
  }[];
}

/**
 * The recommendations that the secretariat chose for the public, and of their follow-up what may be public: no person, no
 * letter, no organisation of the network, and only evidence that was opened.
 */
export async function listPublicRecommendations(): Promise<PublicRecommendation[]> {
  const rows = await db.recommendation.findMany({
    where: { publishedAt: { not: null } },
    orderBy: { number: "asc" },
    take: maxPublic,
    select: {
      number: true,
      text: true,
      translation: true,
      source: true,
      url: true,
      publishedAt: true,
      addressees: {
        orderBy: { id: "asc" },
        select: {
          position: true,
          status: true,
          statusOn: true,
          dueOn: true,
          grade: true,
          organisation: {
            select: {
              name: true,
              correspondence: { select: { kind: true, officeId: true, sentOn: true, receivedOn: true } },
            },
          },
          assessments: {
            orderBy: [{ createdAt: "desc" }, { id: "desc" }],
            take: 1,
            select: {
              evidence: { where: { open: true }, select: { title: true, datedOn: true, url: true } },
            },
          },
        },
      },
    },
  });
  const day = await today();
  return rows.map((row) => ({
    number: row.number,
    text: row.translation ?? row.text,
    source: row.source,
    url: row.url,
    publishedAt: row.publishedAt?.toISOString() ?? "",
    addressees: row.addressees.map(({ organisation, assessments, ...addressee }) => ({
      name: organisation.name,
      position: addressee.position,
      status: addressee.status,
      statusOn: dayText(addressee.statusOn) ?? "",
      overdue: !endedStatuses.includes(addressee.status) && isOverdue(dayText(addressee.dueOn), day),
      grade: addressee.grade,
      silence: silenceOf(
        organisation.correspondence.map((letter) => ({
          kind: letter.kind,
          officeId: letter.officeId,
          sentOn: dayText(letter.sentOn) ?? "",
          receivedOn: dayText(letter.receivedOn),
        })),
        day,
      ),
      evidence: (assessments[0]?.evidence ?? []).map(({ title, datedOn, url }) => ({
        title,
        datedOn: dayText(datedOn) ?? "",
        url,
      })),
    })),
  }));
}
