import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { slugOf } from "../../app/http/addresses";
import { now } from "../../app/services/services.server";
import type { KnownPeople } from "./known.server";

const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** The public facts of the 3rd dialogue: https://reseau-remiddh.org/details_evenement.php?id=10 */
const third = {
  edition: 3,
  title: "3e dialogue État-OSC",
  subject: "Les expulsions d’Algérie et le respect des droits des migrants.",
  place: "Niamey",
  startsOn: "2023-05-24",
  endsOn: null,
  url: "https://reseau-remiddh.org/details_evenement.php?id=10",
};

/** The public facts of the 4th dialogue: https://ong-jmed.org/details_evenement.php?id=15 */
const fourth = {
  edition: 4,
  title: "4e dialogue État-OSC sur la gouvernance migratoire au Niger",
  subject: "Impacts du contexte politique actuel sur les droits des migrants au Niger.",
  place: "Complexe Tabakady, Niamey",
  startsOn: "2023-11-28",
  endsOn: "2023-11-29",
  url: "https://ong-jmed.org/details_evenement.php?id=15",
};

/** Organisations that the public reports of the 4th dialogue name, by their slugs. */
const attending = [
  { slug: "jmed", quality: "member" as const },
  { slug: "aec", quality: "member" as const },
  { slug: "aps", quality: "partner" as const },
  { slug: "direction-migrations", quality: "state" as const },
  { slug: "ccm", quality: "state" as const },
  { slug: "anltp-tim", quality: "state" as const },
  { slug: "oim", quality: "partner" as const },
  { slug: "ambassade-belgique", quality: "partner" as const },
];

const agenda = [
  "Restitution des rapports de monitoring des violations des droits des migrants",
  "Tendances actuelles des migrations et protection des droits des migrants",
  "Recommandations",
  "Cadres de partage et de suivi des recommandations avec les autorités",
];

/** Loads the real 3rd and 4th dialogues; commitments are invented and say so. */
export async function loadDialogues(tx: Database, known: KnownPeople): Promise<void> {
  const earlier = await loadDialogue(tx, third, null);
  const later = await loadDialogue(tx, fourth, earlier);
  for (const [position, title] of agenda.entries())
    await tx.dialogueAgendaItem.create({ data: { id: newId(), dialogueId: later, position, title } });
  for (const { slug, quality } of attending) {
    const organisationId = known.organisations.get(slug);
    if (organisationId)
      await tx.dialogueAttendance.create({
        data: { id: newId(), dialogueId: later, organisationId, quality, presence: "present" },
      });
  }
  const interior = known.organisations.get("ministere-interieur");
  const justice = known.organisations.get("ministere-justice");
  if (interior) {
    await promise(tx, earlier, interior, "Partager les chiffres des arrivées à Assamaka (démonstration)", [
      "T4 2023",
      "2023-12-31",
    ]);
    await promise(tx, later, interior, "Associer les OSC à la révision des textes du CCM (démonstration)", [
      "31/12/2026",
      "2026-12-31",
    ]);
  }
  if (justice)
    await promise(tx, later, justice, "Répondre par écrit aux recommandations (démonstration)", null);
}

async function loadDialogue(tx: Database, dialogue: typeof third | typeof fourth, previousId: string | null) {
  const id = newId();
  const { startsOn, endsOn, ...facts } = dialogue;
  await tx.dialogue.create({
    data: {
      id,
      slug: slugOf(dialogue.title),
      ...facts,
      startsOn: day(startsOn),
      endsOn: endsOn ? day(endsOn) : null,
      state: "closed",
      previousId,
      demonstration: true,
      publishedAt: now(),
      createdAt: now(),
    },
  });
  return id;
}

async function promise(
  tx: Database,
  dialogueId: string,
  organisationId: string,
  text: string,
  due: readonly [text: string, day: string] | null,
): Promise<void> {
  await tx.commitment.create({
    data: {
      id: newId(),
      dialogueId,
      organisationId,
      text,
      state: due ? "started" : "no_news",
      dueText: due?.[0] ?? null,
      dueOn: due ? day(due[1]) : null,
      precision: due ? "day" : "none",
      createdAt: now(),
    },
  });
}
