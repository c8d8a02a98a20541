import { recordEvent } from "../audit/record-event.server";
import { holdRights, requireContributor } from "../authorities/access.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { badRequest } from "../http/errors";
import { today } from "../network/today.server";
import { now } from "../services/services.server";
import type { DuePrecision } from "./deadlines";
import { keysOf } from "./keys.server";
import type { NewRecommendation } from "./recommendations-form.server";

/** A recommendation as an import, the demonstration or the form gives it. */
export interface RecommendationData {
  id: string;
  text: string;
  translation?: string | null;
  kind?: "recommendation" | "observation";
  source: string;
  body?: string | null;
  symbol?: string | null;
  paragraph?: string | null;
  annotationId?: string | null;
  session?: string | null;
  cycle?: number | null;
  issuedOn?: string | null;
  issuedPrecision?: DuePrecision;
  url?: string | null;
  states?: readonly string[];
  groups?: readonly string[];
  goals?: readonly string[];
  places?: readonly string[];
  extra?: Record<string, string>;
  demonstration?: boolean;
  dialogueId?: string | null;
  reiteratesId?: string | null;
  /** Ids of themes, and of the organisations of the network that formulated it. */
  themes?: readonly string[];
  authors?: readonly string[];
}

/** Writes a recommendation without addressees, with the keys that no other one has. */
export async function writeRecommendation(tx: Database, given: RecommendationData): Promise<void> {
  const {
    annotationId: _,
    themes = [],
    authors = [],
    issuedOn,
    states = [],
    groups = [],
    goals = [],
    places = [],
    ...row
  } = given;
  await tx.recommendation.create({
    data: {
      ...row,
      states: [...states],
      groups: [...groups],
      goals: [...goals],
      places: [...places],
      issuedOn: issuedOn ? new Date(`${issuedOn}T00:00:00Z`) : null,
      createdAt: now(),
      themes: { create: themes.map((themeId) => ({ themeId })) },
      authors: { create: authors.map((organisationId) => ({ organisationId })) },
    },
  });
  await tx.recommendationKey.createMany({
    data: keysOf(given).map((key) => ({ key, recommendationId: given.id })),
    skipDuplicates: true,
  });
}

/** Adds addressees in the state of a recommendation that was just formulated. Idempotent. */
export async function writeAddressees(
  tx: Database,
  recommendationId: string,
  organisationIds: readonly string[],
): Promise<void> {
  const statusOn = new Date(`${await today(tx)}T00:00:00Z`);
  await tx.addressee.createMany({
    data: organisationIds.map((organisationId) => ({
      id: newId(),
      recommendationId,
      organisationId,
      statusOn,
    })),
    skipDuplicates: true,
  });
}

/** The values of a field that people separate with commas or semicolons. */
const listOf = (words: string | undefined): string[] =>
  (words ?? "")
    .split(/[;,]/)
    .map((word) => word.trim())
    .filter(Boolean)
    .slice(0, 50);

/**
 * Adds a recommendation. Idempotent by its key.
 * @throws 404, 403; 400 for authorities, themes or an earlier recommendation that do not exist.
 */
export async function addRecommendation(viewer: Viewer, form: NewRecommendation): Promise<{ id: string }> {
  requireContributor(viewer);
  const { key: id, own, authorities, reiterates, dialogue, ...given } = form;
  const write = async (tx: Database) => {
    await holdRights(tx, viewer);
    const earlier = reiterates
      ? await tx.recommendation.findUnique({ where: { number: reiterates }, select: { id: true } })
      : null;
    if (reiterates && !earlier) badRequest();
    const ids = [...new Set(authorities)];
    if ((await tx.organisation.count({ where: { id: { in: ids } } })) < ids.length) badRequest();
    await writeRecommendation(tx, {
      id,
      ...given,
      translation: given.translation || null,
      states: listOf(given.states),
      groups: listOf(given.groups),
      goals: listOf(given.goals),
      places: listOf(given.places),
      reiteratesId: earlier?.id ?? null,
      dialogueId: dialogue ?? null,
      authors: own ? voicesOf(viewer).slice(0, 1) : [],
    });
    await writeAddressees(tx, id, ids);
    await recordEvent(tx, viewer, "recommendation.added", id, { addressees: ids.length });
    return { id };
  };
  return await exactlyOnce(
    () => db.recommendation.findUnique({ where: { id }, select: { id: true } }),
    () => inTransaction(write),
  );
}
