import type { Database } from "../db/database.server";

/**
 * Makes organisations findable: their index rows, and their words among those that misspellings are compared
 * with. Called by every verb that writes an organisation, in its transaction.
 */
export async function indexOrganisations(tx: Database, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    WITH texts AS (
      SELECT o."id",
        concat_ws(' ', o."acronym", o."name", array_to_string(o."formerNames", ' ')) AS names,
        concat_ws(' ', o."places", regions.words, t."label"->>'fr', t."label"->>'en') AS places,
        themes.words AS themes,
        o."mission"
      FROM "Organisation" o
      JOIN "OrganisationType" t ON t."slug" = o."typeSlug"
      LEFT JOIN LATERAL (
        SELECT string_agg(concat_ws(' ', r."name", array_to_string(r."variants", ' ')), ' ') AS words
        FROM "OrganisationRegion" l JOIN "Region" r ON r."code" = l."regionCode"
        WHERE l."organisationId" = o."id"
      ) regions ON true
      LEFT JOIN LATERAL (
        SELECT string_agg(concat_ws(' ', th."name"->>'fr', th."name"->>'en'), ' ') AS words
        FROM "OrganisationTheme" l JOIN "Theme" th ON th."id" = l."themeId"
        WHERE l."organisationId" = o."id"
      ) themes ON true
      WHERE o."id" = ANY(${[...ids]}::uuid[])
    ), indexed AS (
      INSERT INTO "OrganisationIndex" ("organisationId", "names", "vector")
      SELECT "id", normalise(names),
        setweight(french_vector(names), 'A') || setweight(french_vector(places), 'B') ||
        setweight(french_vector(themes), 'C') || setweight(french_vector("mission"), 'D')
      FROM texts
      ON CONFLICT ("organisationId") DO UPDATE SET "names" = EXCLUDED."names", "vector" = EXCLUDED."vector"
    )
    INSERT INTO "SearchWord" ("word", "sound", "length")
    SELECT word, sound_of(word), length(word)
    FROM (SELECT DISTINCT words_of(concat_ws(' ', names, places, themes, "mission")) AS word FROM texts) AS said
    ON CONFLICT DO NOTHING`;
}
