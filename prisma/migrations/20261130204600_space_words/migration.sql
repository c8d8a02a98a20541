-- The words of what stands in each space, so that a misspelling is put right by words that the reader may read: those of a
-- space whose readers they are. See docs/decisions/0048.
CREATE TABLE "SpaceWord" (
    "word" TEXT NOT NULL,
    "spaceId" UUID NOT NULL,
    "sound" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "named" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "SpaceWord_pkey" PRIMARY KEY ("word","spaceId")
);

CREATE INDEX "SpaceWord_word_trgm" ON "SpaceWord" USING GIN ("word" gin_trgm_ops);
CREATE INDEX "SpaceWord_sound_idx" ON "SpaceWord"("sound");
CREATE INDEX "SpaceWord_spaceId_idx" ON "SpaceWord"("spaceId");
ALTER TABLE "SpaceWord" ADD CONSTRAINT "SpaceWord_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The words of a text that a misspelling may be of, in one order: two who add the same ones wait for each other, in no circle.
CREATE FUNCTION public.learn_space_words(space uuid, value text) RETURNS void
  LANGUAGE sql
  BEGIN ATOMIC
    INSERT INTO public."SpaceWord" ("word", "spaceId", "sound", "length")
    SELECT w, space, public.sound_of(w), length(w) FROM public.words_of(value) AS w
    WHERE length(w) >= 3 AND w !~ '^[0-9]+$'
      AND NOT EXISTS (SELECT FROM public."SpaceWord" k WHERE k."word" = w AND k."spaceId" = space)
    ORDER BY w
    ON CONFLICT DO NOTHING;
  END;

-- Whichever verb writes, its words are known in the same transaction.
CREATE FUNCTION public.learn_words() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
  BEGIN
    IF TG_TABLE_NAME = 'Space' THEN
      IF TG_OP = 'UPDATE' THEN
        UPDATE "SpaceWord" SET "named" = false WHERE "spaceId" = NEW."id" AND "named";
      END IF;
      PERFORM learn_space_words(NEW."id", NEW."name" || ' ' || NEW."description");
      UPDATE "SpaceWord" SET "named" = true
      WHERE "spaceId" = NEW."id" AND "word" IN (SELECT words_of(NEW."name" || ' ' || NEW."description"));
    ELSIF TG_TABLE_NAME = 'Post' THEN
      PERFORM learn_space_words((SELECT "spaceId" FROM "Thread" WHERE "id" = NEW."threadId"), NEW."body");
    ELSIF TG_TABLE_NAME = 'Document' THEN
      PERFORM learn_space_words(NEW."spaceId", NEW."title" || ' ' || left(NEW."plainText", 100000));
    ELSIF TG_TABLE_NAME = 'SpaceDate' THEN
      PERFORM learn_space_words(NEW."spaceId", concat_ws(' ', NEW."title", NEW."place"));
    ELSE
      PERFORM learn_space_words(NEW."spaceId", NEW."title");
    END IF;
    IF TG_TABLE_NAME = 'Thread' AND TG_OP = 'UPDATE' THEN
      IF NEW."spaceId" <> OLD."spaceId" THEN
        PERFORM learn_space_words(NEW."spaceId", p."body") FROM "Post" p WHERE p."threadId" = NEW."id";
      END IF;
    END IF;
    RETURN NULL;
  END;
  $$;

CREATE TRIGGER learn_words AFTER INSERT OR UPDATE OF "name", "description" ON "Space"
  FOR EACH ROW EXECUTE FUNCTION learn_words();
CREATE TRIGGER learn_words AFTER INSERT OR UPDATE OF "title", "spaceId" ON "Thread"
  FOR EACH ROW EXECUTE FUNCTION learn_words();
CREATE TRIGGER learn_words AFTER INSERT OR UPDATE OF "body" ON "Post"
  FOR EACH ROW EXECUTE FUNCTION learn_words();
CREATE TRIGGER learn_words AFTER INSERT OR UPDATE OF "title", "plainText", "spaceId" ON "Document"
  FOR EACH ROW EXECUTE FUNCTION learn_words();
CREATE TRIGGER learn_words AFTER INSERT OR UPDATE OF "title" ON "SpaceTask"
  FOR EACH ROW EXECUTE FUNCTION learn_words();
CREATE TRIGGER learn_words AFTER INSERT OR UPDATE OF "title", "place" ON "SpaceDate"
  FOR EACH ROW EXECUTE FUNCTION learn_words();

-- What stands there already.
SELECT learn_space_words("id", "name" || ' ' || "description") FROM "Space";
UPDATE "SpaceWord" k SET "named" = true FROM "Space" s
WHERE s."id" = k."spaceId" AND k."word" IN (SELECT words_of(s."name" || ' ' || s."description"));
SELECT learn_space_words("spaceId", "title") FROM "Thread";
SELECT learn_space_words(t."spaceId", p."body") FROM "Post" p JOIN "Thread" t ON t."id" = p."threadId";
SELECT learn_space_words("spaceId", "title" || ' ' || left("plainText", 100000)) FROM "Document";
SELECT learn_space_words("spaceId", "title") FROM "SpaceTask";
SELECT learn_space_words("spaceId", concat_ws(' ', "title", "place")) FROM "SpaceDate";

-- Names, tasks and dates are found by their words, as titles are.
CREATE INDEX "Space_words" ON "Space" USING gin (public.french_vector("name" || ' ' || "description"));
CREATE INDEX "SpaceTask_words" ON "SpaceTask" USING gin (public.french_vector("title"));
CREATE INDEX "SpaceDate_words" ON "SpaceDate" USING gin (public.french_vector("title" || ' ' || COALESCE("place", '')));
