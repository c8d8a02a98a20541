import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { slugOf } from "../../app/http/addresses";
import { createOrganisation } from "../../app/organisations/organisations.server";
import { writeAddressees, writeRecommendation } from "../../app/recommendations/create.server";
import type { Position, Status } from "../../app/recommendations/recommendations";
import { now } from "../../app/services/services.server";
import { find, type KnownPeople } from "./known.server";
import { recommendations } from "./recommendations";
import type { Recommendation } from "./types";

/** Authorities that have no record among the organisations, by the words of the addressees. */
const authorities: Record<string, { name: string; acronym?: string; outsideNiger?: boolean }> = {
  "État du Niger": { name: "État du Niger" },
  "Gouvernement du Niger": { name: "Gouvernement du Niger" },
  "Conseil Consultatif de la Refondation": { name: "Conseil Consultatif de la Refondation", acronym: "CCR" },
  "CEDEAO et ses États membres": { name: "CEDEAO et ses États membres", outsideNiger: true },
  CEDEAO: { name: "CEDEAO et ses États membres", outsideNiger: true },
  "Union européenne et ses États membres": {
    name: "Union européenne et ses États membres",
    outsideNiger: true,
  },
  "Union africaine": { name: "Union africaine", acronym: "UA", outsideNiger: true },
  CEMAC: { name: "CEMAC", outsideNiger: true },
  "Autorités algériennes": { name: "Autorités algériennes", outsideNiger: true },
};

const bodyNames: Record<Recommendation["body"], string> = {
  "rapporteur-special": "Rapporteur spécial",
  cadhp: "CADHP",
  cmw: "CMW",
  cat: "CAT",
  ccm: "CCM",
  epu: "EPU",
  "societe-civile": "Société civile",
};

/**
 * Loads the real recommendations with their sources. What is not a public fact – statuses, deadlines, letters, grades – is
 * marked as demonstration.
 */
export async function loadRecommendations(tx: Database, known: KnownPeople): Promise<void> {
  const ids = new Map<string, string>();
  for (const recommendation of recommendations) {
    const id = newId();
    await writeRecommendation(tx, { id, ...dataOf(recommendation, known) });
    await writeAddressees(tx, id, await addresseesOf(tx, recommendation, known, ids));
    if (recommendation.response) {
      const position = recommendation.response === "accepted" ? "accepted" : "noted";
      await tx.addressee.updateMany({ where: { recommendationId: id }, data: { position } });
    }
  }
  await inventFollowUp(tx, known);
}

function dataOf(recommendation: Recommendation, known: KnownPeople) {
  const { text, citation, sourceUrl, date, themes, recommendingState, body } = recommendation;
  const [symbol] = /\b(?:A|CAT|CMW|CCPR|CEDAW)\/[\w/.]+\w/.exec(citation) ?? [];
  const [, paragraph] = /\bpar(?:agraphe|\.)\s*(\d+(?:\s*\w\))?)/.exec(citation) ?? [];
  const [year = "", month = "01", day = "01"] = date.split("-");
  return {
    text,
    source: citation,
    body: bodyNames[body],
    symbol: symbol ?? null,
    paragraph: paragraph ?? null,
    url: /^https?:\/\//.test(sourceUrl) ? sourceUrl : null,
    issuedOn: `${year}-${month}-${day}`,
    issuedPrecision: (["year", "month", "day"] as const)[date.split("-").length - 1] ?? "day",
    states: recommendingState ? [recommendingState] : [],
    themes: themes.map((theme) => find(known.themes, theme)),
    demonstration: true,
    cycle: body === "epu" ? 1 : null,
  };
}

/** The ids of the addressees; those without a record get one. */
async function addresseesOf(
  tx: Database,
  { addressee, addresseeOrganisations }: Recommendation,
  known: KnownPeople,
  ids: Map<string, string>,
): Promise<string[]> {
  if (addresseeOrganisations.length > 0)
    return addresseeOrganisations.map((slug) => find(known.organisations, slug));
  const words = addressee.replace(/ \(État partie\)/, "").split(/ \/ |, /);
  const found: string[] = [];
  for (const word of words) {
    const authority = authorities[word] ?? { name: word };
    const before = ids.get(authority.name);
    const id =
      before ??
      (await createOrganisation(tx, {
        ...authority,
        slug: slugOf(authority.name),
        type: "structure-etatique",
        relation: "institution",
      }));
    ids.set(authority.name, id);
    if (!found.includes(id)) found.push(id);
  }
  return found;
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

const invented: readonly { position: Position; status: Status; due?: [text: string, day: string] }[] = [
  { position: "accepted", status: "started", due: ["30/06/2027", "2027-06-30"] },
  { position: "none", status: "sent", due: ["T2 2027", "2027-06-30"] },
  { position: "accepted", status: "partly_done", due: ["octobre 2026", "2026-10-31"] },
  { position: "noted", status: "not_done" },
  { position: "accepted", status: "preparing", due: ["31/12/2026", "2026-12-31"] },
  { position: "none", status: "no_information" },
];

/** Statuses, a step each, letters to two authorities, and one grade: all marked as demonstration on their pages. */
async function inventFollowUp(tx: Database, known: KnownPeople): Promise<void> {
  const addressees = await tx.addressee.findMany({ orderBy: { id: "asc" } });
  const jmed = known.organisations.get("jmed") ?? null;
  for (const [index, { id, position: real }] of addressees.entries()) {
    const { position, status, due } = invented[index % invented.length] as (typeof invented)[number];
    await tx.addressee.update({
      where: { id },
      data: {
        position: real === "none" ? position : real,
        status,
        followerId: index % 2 === 0 ? jmed : null,
        dueOn: due ? day(due[1]) : null,
      },
    });
    if (due) {
      const step = {
        action: "Action attendue (exemple)",
        indicator: "Texte publié (exemple)",
        dueText: due[0],
      };
      await tx.followUpStep.create({
        data: {
          id: newId(),
          addresseeId: id,
          ...step,
          dueOn: day(due[1]),
          precision: "day",
          createdAt: now(),
        },
      });
    }
  }
  const interior = known.organisations.get("ministere-interieur");
  if (interior) await inventLetters(tx, interior, jmed);
  const third = addressees[2];
  if (third) await inventGrade(tx, third.id, jmed);
}

async function inventLetters(tx: Database, organisationId: string, senderId: string | null): Promise<void> {
  const office = newId();
  await tx.authorityOffice.create({
    data: { id: office, organisationId, title: "Ministre (démonstration)", createdAt: now() },
  });
  const letters = [
    {
      kind: "letter" as const,
      subject: "Suites du 4e dialogue (démonstration)",
      sentOn: "2026-07-01",
      receivedOn: "2026-07-03",
    },
    { kind: "reminder" as const, subject: "Relance (démonstration)", sentOn: "2026-09-12", receivedOn: null },
    {
      kind: "oral_reply" as const,
      subject: "Réponse orale en réunion (démonstration)",
      sentOn: "2026-09-30",
      receivedOn: null,
    },
  ];
  for (const { sentOn, receivedOn, ...letter } of letters) {
    await tx.correspondence.create({
      data: {
        id: newId(),
        organisationId,
        officeId: office,
        senderId,
        sentOn: day(sentOn),
        receivedOn: receivedOn ? day(receivedOn) : null,
        createdAt: now(),
        ...letter,
      },
    });
  }
}

async function inventGrade(tx: Database, addresseeId: string, organisationId: string | null): Promise<void> {
  await tx.assessment.create({
    data: {
      id: newId(),
      addresseeId,
      grade: "B",
      from: day("2026-01-01"),
      until: day("2026-09-30"),
      reason:
        "Une fiche d’évaluation existe, elle n’est pas encore remplie à chaque arrivée (démonstration).",
      organisationId,
      createdAt: now(),
      evidence: {
        create: {
          id: newId(),
          title: "Note de mission (démonstration)",
          datedOn: day("2026-09-15"),
          open: true,
        },
      },
    },
  });
  await tx.stateReport.create({
    data: {
      id: newId(),
      addresseeId,
      words: "Les personnes sont reçues et enregistrées dès leur arrivée (démonstration).",
      reportedOn: day("2026-06-30"),
    },
  });
  await tx.addressee.update({ where: { id: addresseeId }, data: { grade: "B" } });
}
