import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { indexOrganisations } from "../../app/organisations/index.server";
import { now } from "../../app/services/services.server";
import { people } from "./people";
import { cards, departementsNamed, hierarchy, invented } from "./profiles";

/** Fills the directory: who belongs to whom, invented profiles, what personas show, and its public page. */
export async function loadDirectory(tx: Database, ids: ReadonlyMap<string, string>): Promise<void> {
  for (const [slug, parent] of Object.entries(hierarchy)) {
    await tx.organisation.update({ where: { slug }, data: { parentId: ids.get(parent) } });
  }
  for (const [slug, names] of Object.entries(departementsNamed)) await nameDepartements(tx, slug, names);
  for (const slug of Object.keys(invented)) await loadProfile(tx, slug);
  for (const key of Object.keys(cards)) await loadCard(tx, key as keyof typeof cards);
  await tx.directorySettings.create({ data: { publicSince: now() } });
  const touched = [...Object.keys(hierarchy), ...Object.keys(departementsNamed), ...Object.keys(invented)];
  await indexOrganisations(
    tx,
    [...new Set(touched)].flatMap((slug) => ids.get(slug) ?? []),
  );
}

async function nameDepartements(tx: Database, slug: string, names: readonly string[]): Promise<void> {
  const named = await tx.departement.findMany({ where: { name: { in: [...names] } }, select: { id: true } });
  await tx.organisation.update({
    where: { slug },
    data: { departements: { create: named.map(({ id }) => ({ departementId: id })) } },
  });
}

const dayMs = 24 * 60 * 60 * 1000;

async function loadProfile(tx: Database, slug: string): Promise<void> {
  const profile = invented[slug];
  if (!profile) return;
  const { groups, languages, antennes, projects, donors, contact, confirmedDaysAgo, ...columns } = profile;
  await tx.organisation.update({
    where: { slug },
    data: {
      ...columns,
      groups: [...groups],
      languages: [...languages],
      antennes: [...antennes],
      projects: [...projects],
      donors: [...donors],
      contacts: { create: [{ id: newId(), ...contact, position: 0 }] },
      confirmedAt: confirmedDaysAgo === null ? null : new Date(now().getTime() - confirmedDaysAgo * dayMs),
    },
  });
}

async function loadCard(tx: Database, key: keyof typeof cards): Promise<void> {
  const card = cards[key];
  const email = people.find((persona) => persona.key === key)?.email;
  if (!card || !email) return;
  const { id: personId } = await tx.person.findUniqueOrThrow({ where: { email }, select: { id: true } });
  const themes = await tx.theme.findMany({ where: { slug: { in: [...card.themes] } }, select: { id: true } });
  await tx.personCard.create({
    data: {
      personId,
      languages: [...card.languages],
      reach: card.reach,
      updatedAt: now(),
      nameRank: 1,
      functionRank: 1,
      topicsRank: 1,
      reachRank: 1,
      themes: { create: themes.map(({ id }) => ({ themeId: id })) },
    },
  });
}
