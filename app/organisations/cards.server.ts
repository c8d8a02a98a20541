import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Locale } from "../i18n/locales";
import { indexRowsVisibleTo } from "./index-visibility.server";
import type { IndexCard, OrganisationCard, Relation } from "./organisations";
import { type Labels, readLabels } from "./reference-labels.server";

/** A card as the index returns it to one viewer. */
export interface CardRow {
  id: string;
  relation: Relation;
  card: IndexCard;
}

/** Cards in the order of the ids, each with the fields this viewer may see; invisible organisations are left out. */
export async function listCards(
  viewer: Viewer | null,
  ids: readonly string[],
  locale: Locale,
): Promise<OrganisationCard[]> {
  if (ids.length === 0) return [];
  const [seen, labels] = await Promise.all([indexRowsVisibleTo(viewer), readLabels(locale)]);
  const rows = await db.$queryRaw<CardRow[]>`
    SELECT i."organisationId" AS id, i."relation", i."card" FROM "OrganisationIndex" i
    WHERE i."organisationId" = ANY(${[...ids]}::uuid[]) AND ${seen}`;
  const byId = new Map(rows.map((row) => [row.id, cardFrom(row, labels)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The viewer's organisations. */
export async function listOwnOrganisations(viewer: Viewer, locale: Locale): Promise<OrganisationCard[]> {
  const own = viewer.memberships.map(({ organisationId }) => organisationId);
  return await listCards(viewer, own, locale);
}

/** Organisations that list a theme in their profile, by name. */
export async function listOrganisationsOfTheme(
  viewer: Viewer,
  theme: { slug: string },
  locale: Locale,
): Promise<OrganisationCard[]> {
  const [seen, labels] = await Promise.all([indexRowsVisibleTo(viewer), readLabels(locale)]);
  const rows = await db.$queryRaw<CardRow[]>`
    SELECT i."organisationId" AS id, i."relation", i."card" FROM "OrganisationIndex" i
    WHERE i."facets" @> ARRAY[${`t:${theme.slug}`}] AND ${seen} ORDER BY i."sortName", i."organisationId"`;
  return rows.map((row) => cardFrom(row, labels));
}

/** An index card in the reader's language. */
export function cardFrom(
  { id, relation, card }: CardRow,
  { types, regions, themes }: Labels,
): OrganisationCard {
  return {
    ...card,
    id,
    relation,
    type: types.find(({ slug }) => slug === card.type)?.label ?? card.type,
    regions: regions.filter(({ code }) => card.regions.includes(code)).map(({ name }) => name),
    themes: themes.filter(({ slug }) => card.themes.includes(slug)).map(({ name }) => name),
  };
}
