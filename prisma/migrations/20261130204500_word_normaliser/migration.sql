-- One normaliser of words, with the rules of app/french/words.ts: a test compares the two on random strings. Letters and digits of
-- every script count; unaccent knew Latin, Greek and Cyrillic, and words were a to z.

-- Letters and digits folded to their plain forms, with blanks, and the signs that join words (. - /), between them. One expression,
-- from the inside out, so that PostgreSQL writes it into the statement instead of calling a function for each row.
CREATE FUNCTION public.fold_text(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN
    -- 5. Without the full stops of a dotted acronym: "C.N.D.H." and "C. N. D. H." are "CNDH".
    regexp_replace(
      -- 4. Letters, digits and marks of Unicode 17 stay; what is not assigned yet counts as a letter. Hyphens are one hyphen.
      regexp_replace(
        translate(
          -- 3. Without joiners, direction marks and fillers; accents, Hebrew points, Arabic vowels, tones of N’Ko.
          normalize(regexp_replace(
            -- 2. Letters that do not decompose.
            replace(replace(replace(replace(translate(
              -- 1. Decomposed, in lower case.
              lower(normalize(value, NFKD)),
              E'\u02BC\u02BB\u00F8\u0111\u00F0\u0142\u0127\u0167\u0131\u014B\u0272\u0253\u0257\u0199\u01B4\u01DD\u0259\u025B\u0254\u0263\u0260\u0269\u028B\u0138\u03C2\u0649\u06CC\u06CE\u06D0\u0671\u06A9\u0629\u06D5\u06C1\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06F0\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9',
              E'\'\'oddlhtinnbdkyeeeoggivk\u03C3\u064A\u064A\u064A\u064A\u0627\u0643\u0647\u0647\u064701234567890123456789'), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
            '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\U000E0000-\U000E0FFF'
            '\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640'
            '\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u07EB-\u07F3\u08CA-\u08E1'
            '\u08E3-\u08FF\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]', '', 'g'), NFC),
          E'\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-------'),
        '[^./'
        '0-9A-Za-z\u00AA\u00B2-\u00B3\u00B5\u00B9-\u00BA\u00BC-\u00BE\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02C1\u02C6-\u02D1\u02E0-\u02E4'
        '\u02EC\u02EE\u0300-\u0374\u0376-\u037D\u037F\u0386\u0388-\u03F5\u03F7-\u0481\u0483-\u0559\u0560-\u0588\u0591-\u05BD\u05BF\u05C1-'
        '\u05C2\u05C4-\u05C5\u05C7-\u05F2\u0610-\u061A\u0620-\u0669\u066E-\u06D3\u06D5-\u06DC\u06DF-\u06E8\u06EA-\u06FC\u06FF\u0710-\u07F5'
        '\u07FA-\u07FD\u0800-\u082D\u0840-\u085B\u0860-\u0887\u0889-\u088F\u0897-\u08E1\u08E3-\u0963\u0966-\u096F\u0971-\u09F1\u09F4-\u09F9'
        '\u09FC\u09FE-\u0A75\u0A81-\u0AEF\u0AF9-\u0B6F\u0B71-\u0BF2\u0C00-\u0C6F\u0C78-\u0C7E\u0C80-\u0C83\u0C85-\u0D4E\u0D54-\u0D78\u0D7A-'
        '\u0DF3\u0E01-\u0E3A\u0E40-\u0E4E\u0E50-\u0E59\u0E81-\u0F00\u0F18-\u0F19\u0F20-\u0F33\u0F35\u0F37\u0F39\u0F3E-\u0F84\u0F86-\u0FBC'
        '\u0FC6\u1000-\u1049\u1050-\u109D\u10A0-\u10FA\u10FC-\u135F\u1369-\u138F\u13A0-\u13FD\u1401-\u166C\u166F-\u167F\u1681-\u169A\u16A0-'
        '\u16EA\u16EE-\u1734\u1740-\u17D3\u17D7\u17DC-\u17F9\u180B-\u180D\u180F-\u193B\u1946-\u19DA\u1A00-\u1A1B\u1A20-\u1A99\u1AA7\u1AB0-'
        '\u1B4C\u1B50-\u1B59\u1B6B-\u1B73\u1B80-\u1BF3\u1C00-\u1C37\u1C40-\u1C7D\u1C80-\u1CBF\u1CD0-\u1CD2\u1CD4-\u1FBC\u1FBE\u1FC2-\u1FCC'
        '\u1FD0-\u1FDB\u1FE0-\u1FEC\u1FF2-\u1FFC\u2070-\u2079\u207F-\u2089\u2090-\u209C\u20D0-\u20F0\u2102\u2107\u210A-\u2113\u2115\u2119-'
        '\u211D\u2124\u2126\u2128\u212A-\u212D\u212F-\u2139\u213C-\u213F\u2145-\u2149\u214E\u2150-\u2189\u2460-\u249B\u24EA-\u24FF\u2776-'
        '\u2793\u2C00-\u2CE4\u2CEB-\u2CF3\u2CFD\u2D00-\u2D6F\u2D7F-\u2DFF\u2E2F\u3005-\u3007\u3021-\u302F\u3031-\u3035\u3038-\u303C\u3041-'
        '\u309A\u309D-\u309F\u30A1-\u30FA\u30FC-\u318E\u3192-\u3195\u31A0-\u31BF\u31F0-\u31FF\u3220-\u3229\u3248-\u324F\u3251-\u325F\u3280-'
        '\u3289\u32B1-\u32BF\u3400-\u4DBF\u4E00-\uA48C\uA4D0-\uA4FD\uA500-\uA60C\uA610-\uA672\uA674-\uA67D\uA67F-\uA6F1\uA717-\uA71F\uA722-'
        '\uA788\uA78B-\uA827\uA82C-\uA835\uA840-\uA873\uA880-\uA8C5\uA8D0-\uA8F7\uA8FB\uA8FD-\uA92D\uA930-\uA953\uA960-\uA9C0\uA9CF-\uA9D9'
        '\uA9E0-\uAA59\uAA60-\uAA76\uAA7A-\uAADD\uAAE0-\uAAEF\uAAF2-\uAB5A\uAB5C-\uAB69\uAB70-\uABEA\uABEC-\uD7FB\uF900-\uFB28\uFB2A-\uFBB1'
        '\uFBD3-\uFD3D\uFD50-\uFD8F\uFD92-\uFDC7\uFDF0-\uFDFB\uFE00-\uFE0F\uFE20-\uFE2F\uFE70-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A'
        '\uFF66-\uFFDC\U00010000-\U000100FA\U00010107-\U00010133\U00010140-\U00010178\U0001018A-\U0001018B\U000101FD-\U0001039D\U000103A0-'
        '\U000103CF\U000103D1-\U00010563\U00010570-\U00010855\U00010858-\U00010876\U00010879-\U0001091B\U00010920-\U00010939\U00010940-'
        '\U00010A48\U00010A60-\U00010A7E\U00010A80-\U00010AC7\U00010AC9-\U00010AEF\U00010B00-\U00010B35\U00010B40-\U00010B91\U00010BA9-'
        '\U00010D6D\U00010D6F-\U00010D85\U00010E60-\U00010EAC\U00010EB0-\U00010EC7\U00010EFA-\U00010F54\U00010F70-\U00010F85\U00010FB0-'
        '\U00011046\U00011052-\U000110BA\U000110C2\U000110D0-\U0001113F\U00011144-\U00011173\U00011176-\U000111C4\U000111C9-\U000111CC'
        '\U000111CE-\U000111DA\U000111DC\U000111E1-\U00011237\U0001123E-\U000112A8\U000112B0-\U000113D3\U000113E1-\U0001144A\U00011450-'
        '\U00011459\U0001145E-\U000114C5\U000114C7-\U000115C0\U000115D8-\U00011640\U00011644-\U00011659\U00011680-\U000116B8\U000116C0-'
        '\U0001173B\U00011740-\U0001183A\U000118A0-\U00011943\U00011950-\U000119E1\U000119E3-\U00011A3E\U00011A47-\U00011A99\U00011A9D'
        '\U00011AB0-\U00011AF8\U00011B60-\U00011BE0\U00011BF0-\U00011C40\U00011C50-\U00011C6C\U00011C72-\U00011EF6\U00011F00-\U00011F42'
        '\U00011F50-\U00011FD4\U00012000-\U0001246E\U00012480-\U00012FF0\U00013000-\U0001342F\U00013440-\U00016A69\U00016A70-\U00016AF4'
        '\U00016B00-\U00016B36\U00016B40-\U00016B43\U00016B50-\U00016D6C\U00016D70-\U00016E96\U00016EA0-\U00016FE1\U00016FE3-\U0001BC99'
        '\U0001BC9D-\U0001BC9E\U0001CCF0-\U0001CCF9\U0001CF00-\U0001CF46\U0001D165-\U0001D169\U0001D16D-\U0001D172\U0001D17B-\U0001D182'
        '\U0001D185-\U0001D18B\U0001D1AA-\U0001D1AD\U0001D242-\U0001D244\U0001D2C0-\U0001D2F3\U0001D360-\U0001D6C0\U0001D6C2-\U0001D6DA'
        '\U0001D6DC-\U0001D6FA\U0001D6FC-\U0001D714\U0001D716-\U0001D734\U0001D736-\U0001D74E\U0001D750-\U0001D76E\U0001D770-\U0001D788'
        '\U0001D78A-\U0001D7A8\U0001D7AA-\U0001D7C2\U0001D7C4-\U0001D7FF\U0001DA00-\U0001DA36\U0001DA3B-\U0001DA6C\U0001DA75\U0001DA84'
        '\U0001DA9B-\U0001E14E\U0001E290-\U0001E2F9\U0001E4D0-\U0001E5FA\U0001E6C0-\U0001E959\U0001EC71-\U0001ECAB\U0001ECAD-\U0001ECAF'
        '\U0001ECB1-\U0001ED2D\U0001ED2F-\U0001EEBB\U0001F100-\U0001F10C\U0001FBF0-\U0001FBF9\U00020000-\U00033479\U000E0100-\U000E01EF'
        '-]+', ' ', 'g'),
      '(?<=(?:^|[ ./-])[^ ./0-9-])\.(?: (?=[^ ./0-9-]\.)|(?=[^ ./0-9-](?:[ ./-]|$)))', '', 'g');

-- The words of a text in their order, without case, accents and signs, one blank between them.
CREATE OR REPLACE FUNCTION public.normalise(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN btrim(regexp_replace(public.fold_text(value), '[ ./-]+', ' ', 'g'));

-- The same to compare by: null for a text without words, which equals nothing.
CREATE FUNCTION public.word_key(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN NULLIF(public.normalise(value), '');

-- The words under which a text is found, each once. A hyphenated or slashed word counts in its parts and as one, so that
-- "In-Gall" is found as "ingall" and "ANLTP/TIM" as either.
CREATE OR REPLACE FUNCTION public.words_of(value text) RETURNS SETOF text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  BEGIN ATOMIC
    WITH chunks AS (SELECT DISTINCT chunk FROM string_to_table(public.fold_text(value), ' ') AS chunk)
    SELECT DISTINCT left(word, 40) FROM (
      SELECT chunk FROM chunks WHERE chunk !~ '[./-]'
      UNION ALL
      SELECT regexp_split_to_table(chunk, '[./-]+') FROM chunks WHERE chunk ~ '[./-]'
      UNION ALL
      SELECT regexp_replace(chunk, '[./-]+', '', 'g') FROM chunks WHERE chunk ~ '[^./-][/-][^./-]'
    ) AS split(word)
    WHERE word <> '';
  END;

CREATE FUNCTION slug_of(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT
  RETURN COALESCE(NULLIF(btrim(left(btrim(regexp_replace(public.normalise(value), '[^a-z0-9]+', '-', 'g'), '-'), 60), '-'), ''), 'x');

-- Words that carry no meaning are taken out of the question, not out of the texts: a title may be made of nothing else.
CREATE TEXT SEARCH DICTIONARY public.french_words (TEMPLATE = pg_catalog.snowball, Language = french);
ALTER TEXT SEARCH CONFIGURATION public.portal_french ALTER MAPPING REPLACE french_stem WITH public.french_words;

-- What was derived by the old rules is derived again.
CREATE INDEX "Organisation_words" ON "Organisation"
  USING GIN (public.normalise("name" || ' ' || COALESCE("acronym", '')) gin_trgm_ops);
REINDEX INDEX "Person_by_name";
REINDEX INDEX "Person_words";
REINDEX INDEX "Organisation_by_name";
REINDEX INDEX "Thread_words";
REINDEX INDEX "Post_words";
REINDEX INDEX "Document_words";

UPDATE "PersonIndex" x SET "sortName" = normalise(p."name"), "nameVector" = french_vector(p."name"),
  "functionVector" = french_vector(p."function")
FROM "Person" p WHERE p."id" = x."personId";

INSERT INTO "OutboxEvent" ("id", "type", "payload", "createdAt")
SELECT gen_random_uuid(), 'directory.index-stale', '{}', now()
WHERE EXISTS (SELECT FROM "Organisation");

-- Addresses of titles with letters that were left out of them. Only the id in an address counts.
UPDATE "Thread" SET "slug" = slug_of("title") WHERE "title" ~* '[œæßøđłħŧıŋ]';
UPDATE "Document" SET "slug" = slug_of("title") WHERE "title" ~* '[œæßøđłħŧıŋ]';
UPDATE "Space" SET "slug" = slug_of("name") WHERE "name" ~* '[œæßøđłħŧıŋ]';
DROP FUNCTION slug_of(text);
