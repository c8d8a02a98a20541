import type pg from "pg";

/**
 * 10,000 recommendations of twenty bodies with three addressees each, out of 120 authorities.
 * @param database as the owner of its tables: VACUUM by another role does nothing.
 */
export async function fillRecommendations(database: pg.Client): Promise<void> {
  await database.query(`INSERT INTO "Organisation" ("id", "slug", "name", "typeSlug", "outside", "uncertain", "formerNames",
      "createdAt", "updatedAt")
    SELECT gen_random_uuid(), 'banc-' || n, 'Direction du banc, numéro ' || n, 'structure-etatique', 'institution', '{}',
      '{}', now(), now() FROM generate_series(1, 120) n`);
  await database.query(`INSERT INTO "Recommendation" ("id", "text", "source", "body", "symbol", "createdAt")
    SELECT gen_random_uuid(), 'Recommandation du banc, numéro ' || n || ' : ' || repeat('des mots qui la disent ', 8),
      'Rapport ' || n % 200, 'Organe ' || n % 20, 'X/' || n % 200, now() FROM generate_series(1, 10000) n`);
  await database.query(`INSERT INTO "RecommendationTheme" ("recommendationId", "themeId")
    SELECT r."id", t."id" FROM "Recommendation" r
      JOIN (SELECT "id", row_number() OVER () AS n, count(*) OVER () AS many FROM "Theme") t
        ON t.n - 1 = r."number" % t.many WHERE r."source" LIKE 'Rapport %'`);
  await database.query(`INSERT INTO "Addressee" ("id", "recommendationId", "organisationId", "position", "status", "statusOn",
      "dueOn")
    SELECT gen_random_uuid(), r."id", o."id", (ARRAY['none', 'accepted', 'noted']::"StatePosition"[])[1 + k % 3],
      (ARRAY['sent', 'started', 'done', 'not_done']::"FollowUpStatus"[])[1 + (r."number" + k) % 4], current_date,
      CASE WHEN (r."number" + k) % 3 = 0 THEN current_date + (r."number" % 400) - 100 END
    FROM "Recommendation" r CROSS JOIN generate_series(0, 2) k
      JOIN (SELECT "id", row_number() OVER (ORDER BY "slug") - 1 AS n FROM "Organisation" WHERE "slug" LIKE 'banc-%') o
        ON o.n = (r."number" * 7 + k * 41) % 120
    WHERE r."source" LIKE 'Rapport %'`);
  await database.query("VACUUM (ANALYZE)");
}
