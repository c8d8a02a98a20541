import { isSecretariat, type Viewer } from "../authorization/viewer";

/** Who may see a field, from everybody to the secretariat alone; the position in this list is a level's rank. */
export const levels = ["public", "network", "organisation", "secretariat"] as const;
export type Level = (typeof levels)[number];

interface FieldRule {
  /** Who sees it where the organisation says nothing else. */
  usual: Level;
  /** The widest it can be opened; everybody otherwise. */
  widest?: Level;
}

/**
 * Every field of a profile, in the order of its page. Name, type and relation to the network are not here: whoever
 * sees that an organisation is in the directory sees these.
 */
export const fieldRules = {
  acronym: { usual: "public" },
  formerNames: { usual: "public" },
  parent: { usual: "public" },
  mission: { usual: "public" },
  themes: { usual: "public" },
  groups: { usual: "public" },
  languages: { usual: "public" },
  region: { usual: "public" },
  departements: { usual: "public" },
  seat: { usual: "network" },
  antennes: { usual: "network" },
  founded: { usual: "public" },
  website: { usual: "public" },
  social: { usual: "public" },
  contactEmail: { usual: "network" },
  contactPhone: { usual: "network" },
  /** Persons are never public. */
  contacts: { usual: "network", widest: "network" },
  projects: { usual: "network" },
  donors: { usual: "organisation" },
} as const satisfies Record<string, FieldRule>;

export type ProfileField = keyof typeof fieldRules;
export const profileFields = Object.keys(fieldRules) as ProfileField[];

/** Where an organisation departs from what is usual. */
export type Visibility = Partial<Record<ProfileField, Level>>;

const rankOf = (level: Level): number => levels.indexOf(level);

/** The levels that may be chosen for a field. */
export function choosableLevels(field: ProfileField): readonly Level[] {
  const { widest = "public" }: FieldRule = fieldRules[field];
  return levels.slice(rankOf(widest));
}

/** Reads what the database keeps; a level that a field cannot have counts as not said. */
export function readVisibility(kept: unknown): Visibility {
  const said = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  return Object.fromEntries(
    profileFields.flatMap((field) => {
      const level = choosableLevels(field).find((each) => each === said[field]);
      return level && level !== fieldRules[field].usual ? [[field, level]] : [];
    }),
  );
}

/** Who sees this field of an organisation. */
export const levelOfField = (field: ProfileField, visibility: Visibility): Level =>
  visibility[field] ?? fieldRules[field].usual;

/** The fields that whoever stands at this rank sees. */
export function fieldsAt(rank: number, visibility: Visibility): ReadonlySet<ProfileField> {
  return new Set(profileFields.filter((field) => rankOf(levelOfField(field, visibility)) <= rank));
}

/**
 * How near a viewer stands to an organisation: 3 the secretariat, 2 one of its own people, 1 somebody of the
 * network, 0 everybody else, guests with an account included.
 */
export function rankFor(viewer: Viewer | null, organisationId: string): number {
  if (viewer && isSecretariat(viewer)) return 3;
  return ownOrganisations(viewer).includes(organisationId) ? 2 : generalRank(viewer);
}

/** How near a viewer stands to the organisations that are not their own. */
export function generalRank(viewer: Viewer | null): number {
  if (!viewer) return 0;
  if (isSecretariat(viewer)) return 3;
  return viewer.memberships.some((membership) => membership.class !== null) ? 1 : 0;
}

/** The organisations a viewer belongs to. */
export const ownOrganisations = (viewer: Viewer | null): string[] =>
  viewer?.memberships.map(({ organisationId }) => organisationId) ?? [];

/**
 * The one rule of who sees what in a profile: page, search, facets, counts, sort, marks, exports and history all
 * pass through it.
 */
export function visibleFields(
  viewer: Viewer | null,
  organisation: { id: string; visibility: unknown },
): ReadonlySet<ProfileField> {
  return fieldsAt(rankFor(viewer, organisation.id), readVisibility(organisation.visibility));
}

/** Whether a viewer sees that this organisation is in the directory: the public, only when it was opened to it. */
export function seesOrganisation(
  viewer: Viewer | null,
  { id, openToPublic }: { id: string; openToPublic: boolean },
  publicDirectory: boolean,
): boolean {
  return rankFor(viewer, id) > 0 || (openToPublic && publicDirectory);
}
