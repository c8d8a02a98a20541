import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Locale } from "../i18n/locales";

/** An object of the record by its id, with its current name. */
export interface Named {
  id: string;
  name: string;
}

/** Returns names for those of these ids that belong to a room and that this reader may read. */
type NameSource = (viewer: Viewer, ids: string[], locale: Locale) => Promise<Named[]>;

const sources: NameSource[] = [namesOfPeople, namesOfOrganisations];

/** Registers a room's names for objects of the record; called once at start. */
export function registerNames(source: NameSource): void {
  if (!sources.includes(source)) sources.push(source);
}

/** The current names of these ids, where the reader may see them. */
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
