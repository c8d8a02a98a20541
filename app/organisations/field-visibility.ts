import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type CustomField, type FieldKey, fieldKey, isFieldKey } from "./custom-fields/custom-fields";

/** Visibility of a field, from everybody to the secretariat; the index in this list is the level's rank. */
export const levels = ["public", "network", "organisation", "secretariat"] as const;
export type Level = (typeof levels)[number];

interface FieldRule {
  /** Default level. */
  usual: Level;
  /** Widest level allowed; public otherwise. */
  widest?: Level;
}

/**
 * Every profile field, in page order. Name, type and relation to the network are missing: they are visible to everyone
 * who sees the organisation in the directory.
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
  /** Contact persons are never public. */
  contacts: { usual: "network", widest: "network" },
  projects: { usual: "network" },
  donors: { usual: "organisation" },
} as const satisfies Record<string, FieldRule>;

export type ProfileField = keyof typeof fieldRules;
export const profileFields = Object.keys(fieldRules) as ProfileField[];

/** A field of the profile, or one that the secretariat added. */
export type SeenField = ProfileField | FieldKey;

/** Levels that differ from the default. */
export type Visibility = Partial<Record<SeenField, Level>>;

export const rankOf = (level: Level): number => levels.indexOf(level);

/** Levels that may be chosen for a field. */
export function choosableLevels(field: ProfileField): readonly Level[] {
  const { widest = "public" }: FieldRule = fieldRules[field];
  return levels.slice(rankOf(widest));
}

/** Parses stored visibility; levels that a field cannot have are ignored. */
export function readVisibility(kept: unknown): Visibility {
  const said = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  const own = profileFields.flatMap((field) => {
    const level = choosableLevels(field).find((each) => each === said[field]);
    return level && level !== fieldRules[field].usual ? [[field, level]] : [];
  });
  const custom = Object.entries(said).flatMap(([field, level]) => {
    const known = isFieldKey(field) && levels.find((each) => each === level);
    return known ? [[field, known]] : [];
  });
  return Object.fromEntries([...own, ...custom]);
}

/** The part of a custom field that decides on its visibility. */
export type LeveledField = Pick<CustomField, "id" | "level">;

/** The level of a custom field: an organisation may narrow what the secretariat allows, never widen it. */
export function levelOfCustom({ id, level }: LeveledField, visibility: Visibility): Level {
  const chosen = visibility[fieldKey(id)] ?? level;
  return rankOf(chosen) > rankOf(level) ? chosen : level;
}

/** Levels that may be chosen for a custom field. */
export const choosableCustom = ({ level }: LeveledField): readonly Level[] => levels.slice(rankOf(level));

/** The level of this field for an organisation. */
export const levelOfField = (field: ProfileField, visibility: Visibility): Level =>
  visibility[field] ?? fieldRules[field].usual;

/** Fields visible at this rank, among those of the profile and the given custom ones. */
export function fieldsAt(
  rank: number,
  visibility: Visibility,
  custom: readonly LeveledField[] = [],
): ReadonlySet<SeenField> {
  return new Set<SeenField>([
    ...profileFields.filter((field) => rankOf(levelOfField(field, visibility)) <= rank),
    ...custom
      .filter((field) => rankOf(levelOfCustom(field, visibility)) <= rank)
      .map(({ id }) => fieldKey(id)),
  ]);
}

/**
 * The viewer's rank for an organisation: 3 secretariat, 2 its own people, 1 network, 0 everybody else, including guests
 * with an account.
 */
export function rankFor(viewer: Viewer | null, organisationId: string): number {
  if (viewer && isSecretariat(viewer)) return 3;
  return ownOrganisations(viewer).includes(organisationId) ? 2 : generalRank(viewer);
}

/** The viewer's rank for organisations other than their own. */
export function generalRank(viewer: Viewer | null): number {
  if (!viewer) return 0;
  if (isSecretariat(viewer)) return 3;
  return viewer.memberships.some((membership) => membership.class !== null) ? 1 : 0;
}

/** The viewer's organisations. */
export const ownOrganisations = (viewer: Viewer | null): string[] =>
  viewer?.memberships.map(({ organisationId }) => organisationId) ?? [];

/** The only visibility rule for profiles, used by page, search, facets, counts, sort, marks, exports and history. */
export function visibleFields(
  viewer: Viewer | null,
  organisation: { id: string; visibility: unknown },
  custom: readonly LeveledField[] = [],
): ReadonlySet<SeenField> {
  return fieldsAt(rankFor(viewer, organisation.id), readVisibility(organisation.visibility), custom);
}

/** Whether a viewer sees that this organisation is in the directory; the public only if it was opened to them. */
export function seesOrganisation(
  viewer: Viewer | null,
  { id, openToPublic }: { id: string; openToPublic: boolean },
  publicDirectory: boolean,
): boolean {
  return rankFor(viewer, id) > 0 || (openToPublic && publicDirectory);
}
