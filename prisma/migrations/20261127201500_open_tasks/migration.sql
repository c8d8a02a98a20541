-- The home of a space counts what is to do and what of it is late, out of the index alone.
DROP INDEX "SpaceTask_open";
CREATE INDEX "SpaceTask_open" ON "SpaceTask" ("spaceId", (COALESCE("dueOn", 'infinity'::date)), "id") INCLUDE ("dueOn")
  WHERE "doneAt" IS NULL;
