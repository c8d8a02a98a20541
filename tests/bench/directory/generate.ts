import pg from "pg";

/** Words that the generated names and texts are made of: frequent ones and rare ones, as in a real directory. */
const kinds = [
  "Association",
  "Réseau",
  "Collectif",
  "Union",
  "Mouvement",
  "Comité",
  "Fédération",
  "Groupement",
];
const causes = [
  "femmes",
  "jeunes",
  "migrants",
  "éleveurs",
  "paysans",
  "juristes",
  "enfants",
  "travailleurs",
  "veuves",
];
const aims = [
  "développement",
  "droits humains",
  "solidarité",
  "éducation",
  "justice",
  "protection",
  "retour",
  "paix",
];
const places = [
  "Agadez",
  "Arlit",
  "Diffa",
  "Dosso",
  "Gaya",
  "Maradi",
  "Tahoua",
  "Konni",
  "Tillabéri",
  "Zinder",
  "Niamey",
];
const first = [
  "Amina",
  "Moussa",
  "Fati",
  "Ibrahim",
  "Zara",
  "Sani",
  "Halima",
  "Issa",
  "Mariama",
  "Oumarou",
  "Rabi",
];
const functions = [
  "juriste",
  "point focal",
  "chargée de suivi",
  "comptable",
  "animateur",
  "formatrice",
  "secrétaire",
];

const regions = Array.from({ length: 8 }, (_, index) => `NE-${index + 1}`);
const pick = <Item>(items: readonly Item[], seed: number): Item => items[seed % items.length] as Item;
/** Scatters numbers, the same way each time. */
const mixed = (seed: number, salt: number): number =>
  Math.abs(Math.imul(seed ^ (salt * 0x9e3779b9), 0x85ebca6b) >>> 3);

/** The name of the n-th generated organisation. */
export const nameOf = (n: number): string =>
  `${pick(kinds, mixed(n, 1))} des ${pick(causes, mixed(n, 2))} pour ${pick(aims, mixed(n, 3))} ${pick(places, mixed(n, 4))} ${n}`;

/**
 * Fills a database with organisations and people, five to each organisation, by a few statements.
 * @returns the ids of the organisations, which are not indexed yet.
 */
export async function generate(databaseUrl: string, from: number, to: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const rows = Array.from({ length: to - from }, (_, index) => from + index);
    for (let at = 0; at < rows.length; at += 2_000) await insert(client, rows.slice(at, at + 2_000));
    const { rows: found } = await client.query<{ id: string }>(
      `SELECT "id" FROM "Organisation" WHERE "slug" LIKE 'bench-%' AND "foundedYear" IS NOT NULL
         AND NOT EXISTS (SELECT FROM "OrganisationIndex" i WHERE i."organisationId" = "Organisation"."id")`,
    );
    return found.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

async function insert(client: pg.Client, numbers: number[]): Promise<void> {
  const organisations = numbers.map((n) => ({
    n,
    name: nameOf(n),
    acronym: `B${n.toString(36).toUpperCase()}`,
    mission: `Œuvre pour ${pick(aims, mixed(n, 5))} et ${pick(aims, mixed(n, 6))} auprès des ${pick(causes, mixed(n, 7))} de ${pick(places, mixed(n, 8))}, avec les communes et les chefs de quartier.`,
    region: pick(regions, mixed(n, 9)),
    type: pick(["osc-ong", "reseau-osc", "syndicat", "ong-internationale", "collectivite"], mixed(n, 10)),
    outside: pick(["partner", "institution", "contact"], mixed(n, 11)),
    language: pick(["fr", "ha", "dje", "ff"], mixed(n, 12)),
    theme: mixed(n, 13),
    people: Array.from({ length: 5 }, (_, p) => ({
      name: `${pick(first, mixed(n * 5 + p, 14))} ${pick(places, mixed(n * 5 + p, 15))}-${n * 5 + p}`,
      email: `bench.${n}.${p}@bench.example`,
      function: pick(functions, mixed(n * 5 + p, 16)),
    })),
  }));
  await client.query(statement, [JSON.stringify(organisations)]);
}

const statement = `
  WITH given AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, g.* FROM jsonb_to_recordset($1::jsonb) AS g(n int, name text, acronym text, mission text,
      region text, type text, outside text, language text, theme bigint, people jsonb)
  ), organisations AS (
    INSERT INTO "Organisation" ("id", "slug", "name", "acronym", "formerNames", "typeSlug", "outside", "mission",
      "foundedYear", "languages", "uncertain", "createdAt", "updatedAt")
    SELECT id, 'bench-' || n, name, acronym, '{}', type, outside::"OutsideRelation", mission, 1990 + n % 35,
      ARRAY[language], '{}', now(), now() FROM given
  ), regions AS (
    INSERT INTO "OrganisationRegion" ("organisationId", "regionCode") SELECT id, region FROM given
  ), themes AS (
    INSERT INTO "OrganisationTheme" ("organisationId", "themeId")
    SELECT g.id, t."id" FROM given g JOIN LATERAL (
      SELECT "id" FROM "Theme" ORDER BY "position" OFFSET g.theme % (SELECT count(*) FROM "Theme") LIMIT 2) t ON true
  ), persons AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, g.id AS organisation, p.* FROM given g,
      LATERAL jsonb_to_recordset(g.people) AS p(name text, email text, function text)
  ), people AS (
    INSERT INTO "Person" ("id", "email", "name", "function", "createdAt")
    SELECT id, email, name, function, now() FROM persons
  ), cards AS (
    INSERT INTO "PersonCard" ("personId", "nameRank", "functionRank", "updatedAt") SELECT id, 1, 1, now() FROM persons
  )
  INSERT INTO "Membership" ("id", "personId", "organisationId", "role", "createdAt")
  SELECT gen_random_uuid(), id, organisation, 'member', now() FROM persons`;
