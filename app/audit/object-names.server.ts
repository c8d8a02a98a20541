import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Locale } from "../i18n/locales";

/** Something that the record knows by its number, and what it is called at this moment. */
export interface Named {
  id: string;
  name: string;
}

/** Tells names of those of these numbers that a room knows, and that this reader may read. */
type NameSource = (viewer: Viewer, ids: string[], locale: Locale) => Promise<Named[]>;

const sources: NameSource[] = [namesOfPeople, namesOfOrganisations];

/** Called once at start by a room whose things the record names. */
export function registerNames(source: NameSource): void {
  if (!sources.includes(source)) sources.push(source);
}

/** What these numbers are called, where the reader may know it. */
export async function findNames(
  viewer: Viewer,
  ids: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await Promise.all(sources.map((source) => source(viewer, wanted, locale)));
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

async function namesOfPeople(_viewer: Viewer, ids: string[]): Promise<Named[]> {
  return await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
}

async function namesOfOrganisations(_viewer: Viewer, ids: string[]): Promise<Named[]> {
  const rows = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, acronym: true },
  });
  return rows.map(({ id, name, acronym }) => ({ id, name: acronym ?? name }));
}
