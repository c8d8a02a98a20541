-- How the portal reads French: one way to normalise, one search configuration, one way to hear a word.

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;

-- Lower case, no accents, one apostrophe. IMMUTABLE, so that indexes may stand on it: the two-argument unaccent
-- with a named dictionary does not depend on the search path.
CREATE FUNCTION public.normalise(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, translate(value, '’‘ʼ´`', '''''''''''')));

-- Only the words of a text: letters and digits after normalise(). A hyphenated or slashed word counts in its
-- parts and as one, so that "In-Gall" is found as "ingall" and "ANLTP/TIM" as either.
CREATE FUNCTION public.words_of(value text) RETURNS SETOF text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  BEGIN ATOMIC
    SELECT DISTINCT word
    FROM regexp_split_to_table(public.normalise(value), '[[:space:]]+') AS chunk,
         LATERAL (
           SELECT regexp_split_to_table(chunk, '[^a-z0-9]+')
           UNION ALL
           SELECT regexp_replace(chunk, '[^a-z0-9]+', '', 'g') WHERE chunk ~ '[a-z0-9][-/][a-z0-9]'
         ) AS split(word)
    WHERE length(word) BETWEEN 1 AND 40;
  END;

-- What a word sounds like in French, roughly: "fone" and "Phone", "Tilaberi" and "Tillabéry" come out alike.
-- Takes a word as words_of() gives it.
CREATE FUNCTION public.sound_of(word text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  BEGIN ATOMIC
    WITH respelt(s) AS (
      SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        regexp_replace(regexp_replace(replace(replace(replace(word, 'ph', 'f'), 'sch', 'sh'), 'ch', 'sh'),
          'c(?=[eiy])', 's', 'g'), 't(?=ion)', 's', 'g'),
        'qu', 'k'), 'q', 'k'), 'ck', 'k'), 'c', 'k'), 'x', 'ks'), 'z', 's'), 'y', 'i'), 'eau', 'o'), 'au', 'o'),
        'ou', 'u'), 'w', 'u')
    ), silent(s) AS (
      SELECT regexp_replace(regexp_replace(replace(replace(s, 'ai', 'e'), 'ei', 'e'), '(?<!s)h', '', 'g'),
        '(.)\1+', '\1', 'g') FROM respelt
    )
    SELECT CASE WHEN length(s) >= 5 THEN regexp_replace(s, '(es|e|s|t|d)$', '') ELSE s END FROM silent;
  END;

-- The one French configuration: accents away first, then the stem, for texts and questions alike.
CREATE TEXT SEARCH CONFIGURATION public.portal_french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION public.portal_french
  ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, french_stem;

-- The words of a text as search keeps them; positions mean nothing here, only which words and their weight.
CREATE FUNCTION public.french_vector(value text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  BEGIN ATOMIC
    SELECT to_tsvector('public.portal_french'::regconfig, COALESCE(string_agg(word, ' '), ''))
    FROM public.words_of(value) AS word;
  END;
