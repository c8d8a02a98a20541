import type { Database } from "../../app/db/database.server";
import { now } from "../../app/services/services.server";
import { people } from "./people";
import type { Moment, Voice } from "./types";

/** Ids of what threads and texts refer to. */
export interface KnownPeople {
  people: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, string>;
  themes: ReadonlyMap<string, string>;
}

export interface Known extends KnownPeople {
  space: string;
}

/** Finds the ids of everybody and everything that the demonstration names. */
export async function readKnown(tx: Database): Promise<KnownPeople> {
  const keys = new Map(people.map(({ email, key }) => [email, key as string]));
  const persons = await tx.person.findMany({ select: { id: true, email: true } });
  const [organisations, themes] = await Promise.all([
    tx.organisation.findMany({ select: { id: true, slug: true } }),
    tx.theme.findMany({ select: { id: true, slug: true } }),
  ]);
  return {
    people: new Map(persons.map(({ id, email }) => [keys.get(email) ?? email, id])),
    organisations: new Map(organisations.map(({ id, slug }) => [slug, id])),
    themes: new Map(themes.map(({ id, slug }) => [slug, id])),
  };
}

/** Who speaks, and for which organisation, by their ids. */
export function voiceOf({ person, organisation }: Voice, known: Known) {
  return { authorId: find(known.people, person), organisationId: find(known.organisations, organisation) };
}

const hour = 3_600_000;
/** Niger keeps UTC+1 the whole year. */
const offset = hour;

/** A wall-clock time in Niamey, so many days before today. */
export function instantOf({ daysAgo, hour: hours, minute }: Moment): Date {
  const here = new Date(now().getTime() + offset);
  const day = Date.UTC(here.getUTCFullYear(), here.getUTCMonth(), here.getUTCDate() - daysAgo);
  return new Date(day + hours * hour + minute * 60_000 - offset);
}

/** @throws when the demonstration names what it does not hold. */
export function find(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${key}, which it does not hold.`);
  return value;
}
