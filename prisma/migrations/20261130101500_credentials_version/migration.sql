-- A proof of who somebody is holds for the credentials it was given with; a role counts from the day it was given; an
-- invitation stands on the right of the person who last made its code.

ALTER TABLE "Person" ADD COLUMN     "credentialsVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "roleSince" TIMESTAMPTZ(3);

ALTER TABLE "Membership" ADD COLUMN     "roleSince" TIMESTAMPTZ(3);

ALTER TABLE "Ceremony" ADD COLUMN     "credentialsVersion" INTEGER;

ALTER TABLE "PasswordReset" ADD COLUMN     "credentialsVersion" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "CalendarLink" ADD COLUMN     "credentialsVersion" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "Invitation" ADD COLUMN     "grantedById" UUID;

UPDATE "Person" SET "roleSince" = "createdAt" WHERE "role" IS NOT NULL;
UPDATE "Membership" SET "roleSince" = "createdAt";

-- What was begun without a number of credentials is begun again; links of mails live half an hour anyway.
DELETE FROM "Ceremony";

-- The number rises with every change of what somebody signs in with, and with the lock of their account.
CREATE FUNCTION public.credentials_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."credentialsVersion" := OLD."credentialsVersion" + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER credentials_changed BEFORE UPDATE OF "passwordHash", "email", "lockedAt" ON "Person"
  FOR EACH ROW WHEN (OLD."passwordHash" IS DISTINCT FROM NEW."passwordHash"
    OR OLD."email" IS DISTINCT FROM NEW."email" OR OLD."lockedAt" IS DISTINCT FROM NEW."lockedAt")
  EXECUTE FUNCTION public.credentials_changed();

CREATE FUNCTION public.passkey_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public."Person" SET "credentialsVersion" = "credentialsVersion" + 1
    WHERE "id" = COALESCE(NEW."personId", OLD."personId");
  RETURN NULL;
END $$;

CREATE TRIGGER passkey_changed AFTER INSERT OR DELETE ON "Passkey"
  FOR EACH ROW EXECUTE FUNCTION public.passkey_changed();

CREATE FUNCTION public.totp_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public."Person" SET "credentialsVersion" = "credentialsVersion" + 1
    WHERE "id" = COALESCE(NEW.person_id, OLD.person_id);
  RETURN NULL;
END $$;

CREATE TRIGGER totp_changed AFTER INSERT OR DELETE OR UPDATE OF secret ON secrets.totp
  FOR EACH ROW EXECUTE FUNCTION public.totp_changed();

-- Since when somebody has their role: what takes two people counts nobody who got theirs a moment ago. The portal says it
-- by its own clock; where it does not, the database does.
CREATE FUNCTION public.role_dated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."role" IS NULL THEN
    NEW."roleSince" := NULL;
  ELSIF TG_OP = 'INSERT' THEN
    NEW."roleSince" := COALESCE(NEW."roleSince", NEW."createdAt");
  ELSIF NEW."role" IS DISTINCT FROM OLD."role" AND NEW."roleSince" IS NOT DISTINCT FROM OLD."roleSince" THEN
    NEW."roleSince" := now();
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER role_dated BEFORE INSERT OR UPDATE OF "role" ON "Person"
  FOR EACH ROW EXECUTE FUNCTION public.role_dated();
CREATE TRIGGER role_dated BEFORE INSERT OR UPDATE OF "role" ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION public.role_dated();

-- What a stranger is given to come back with is signed instead of kept: the portal's processes share this key.
CREATE TABLE secrets.signing_key (
    id BOOLEAN PRIMARY KEY DEFAULT true CHECK (id),
    key BYTEA NOT NULL
);
INSERT INTO secrets.signing_key (key)
  VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
