import { test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { db } from "../db/database.server";
useDatabase("demonstration");
test("speed", async () => {
  const text = "Les cœurs d’Assamaka ".repeat(4000);
  const q = async (sql: string) => { let best = 1e9; for (let i = 0; i < 3; i++) { const t = performance.now(); await db.$queryRawUnsafe(sql, text); best = Math.min(best, performance.now() - t); } console.log(best.toFixed(1), sql.slice(0, 90)); };
  await q(`SELECT length($1::text)`);
  await q(`SELECT length(lower($1::text))`);
  await q(`SELECT length(normalize($1::text, NFKD))`);
  await q(`SELECT length(translate($1::text, E'\\u2019\\u2018\\u201B\\u02BC\\u02BB\\u00B4', ''''''))`);
  await q(`SELECT length(translate($1::text, 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ', 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ'))`);
  await q(`SELECT length(replace($1::text, 'œ','oe'))`);
  await q(`SELECT length(regexp_replace($1::text, '[\\u0300-\\u036F\\u064B-\\u065F]', '', 'g'))`);
  await q(`SELECT length(regexp_replace($1::text, '[^.a-z0-9 -]+', ' ', 'g'))`);
  await q(`SELECT length(regexp_replace($1::text, '(?<=(?:^|[ ./-])[^ ./0-9-])\\.(?: (?=[^ ./0-9-]\\.)|(?=[^ ./0-9-](?:[ ./-]|$)))', '', 'g'))`);
  await q(`SELECT length(fold_text($1::text))`);
  await q(`SELECT count(*) from words_of($1::text)`);
  await q(`SELECT count(*) from regexp_split_to_table($1::text, ' ')`);
  await q(`SELECT count(*) from string_to_table($1::text, ' ')`);
  await q(`SELECT length(lower(public.unaccent('public.unaccent'::regdictionary, translate($1::text, '’‘ʼ´', ''''''))))`);
  await q(`SELECT count(*) from (SELECT DISTINCT word
    FROM regexp_split_to_table(lower(public.unaccent('public.unaccent'::regdictionary, $1::text)), '[[:space:]]+') AS chunk,
         LATERAL (
           SELECT regexp_split_to_table(chunk, '[^a-z0-9]+')
           UNION ALL
           SELECT regexp_replace(chunk, '[^a-z0-9]+', '', 'g') WHERE chunk ~ '[a-z0-9][-/][a-z0-9]'
         ) AS split(word)) x`);
});
