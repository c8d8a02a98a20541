import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import * as outbox from "../outbox/outbox.server";
import { now } from "../services/services.server";
import { announce } from "./bell.server";
import { isShownTo } from "./visibility.server";

/**
 * Cancels what waits when a right ends. Pages and mails check the right again when they read, so that a notice leaks
 * nothing in between; called once at start.
 */
export function registerCancellation(): void {
  outbox.subscribe("space.removed", ({ details }) => cancelHidden(ofPerson(details.person)));
  outbox.subscribe("space.left", ({ personId }) => cancelHidden(ofPerson(personId)));
  outbox.subscribe("membership.ended", ({ object }) => cancelHidden(ofPerson(object)));
  outbox.subscribe("role.changed", ({ object }) => cancelHidden(ofPerson(object)));
  outbox.subscribe("admission.left", ({ object }) => cancelHidden(ofOrganisation(object)));
  outbox.subscribe("admission.class_changed", ({ object }) => cancelHidden(ofOrganisation(object)));
  outbox.subscribe("space.organisation-removed", ({ object }) => cancelHidden(ofSpace(object)));
  outbox.subscribe("space.changed", ({ object }) => cancelHidden(ofSpace(object)));
  outbox.subscribe("space.deleted", ({ object }) => cancelHidden(ofSpace(object)));
  outbox.subscribe("thread.moved", ({ object }) => cancelHidden(ofThing(object)));
  outbox.subscribe("document.moved", ({ object }) => cancelHidden(ofThing(object)));
  outbox.subscribe("document.deleted", ({ object }) => cancelHidden(ofThing(object)));
  outbox.subscribe("file.moved", ({ object }) => cancel(ofFile(object)));
  outbox.subscribe("file.deleted", ({ object }) => cancel(ofFile(object)));
  outbox.subscribe("post.deleted", ({ object }) =>
    cancel(Prisma.sql`n."kind" = 'post.written' AND n."itemId" = ${object}::uuid AND n."count" = 1`),
  );
  outbox.subscribe("space.invitation-withdrawn", ({ object, details }) =>
    cancel(
      Prisma.sql`${ofPerson(details.person)} AND n."kind" = 'space.invited' AND n."thingId" = ${object}::uuid`,
    ),
  );
  outbox.subscribe("space.request-withdrawn", ({ object, personId }) =>
    cancel(Prisma.sql`n."kind" = 'space.requested' AND n."thingId" = ${object}::uuid AND n."actorId" = ${personId}::uuid
      AND n."count" = 1`),
  );
}

const ofPerson = (id: string | null) => Prisma.sql`n."personId" = ${id}::uuid`;
const ofThing = (id: string) => Prisma.sql`n."thingId" = ${id}::uuid`;
const ofSpace = (id: string) => Prisma.sql`n."spaceId" = ${id}::uuid`;
const ofFile = (id: string) =>
  Prisma.sql`n."kind" IN ('file.added', 'file.replaced') AND n."itemId" = ${id}::uuid AND n."count" = 1`;
const ofOrganisation = (id: string) => Prisma.sql`n."personId" IN (
  SELECT m."personId" FROM "Membership" m WHERE m."organisationId" = ${id}::uuid)`;

/** Cancels those of the notices `n` that their person may not see any more. */
const cancelHidden = (which: Prisma.Sql): Promise<void> => cancel(Prisma.sql`${which} AND NOT ${isShownTo}`);

async function cancel(which: Prisma.Sql): Promise<void> {
  const rows = await db.$queryRaw<{ personId: string }[]>`
    UPDATE "Notice" n SET "cancelledAt" = ${now()}::timestamptz FROM "Person" p
    WHERE p."id" = n."personId" AND n."cancelledAt" IS NULL AND ${which} RETURNING n."personId"`;
  announce([...new Set(rows.map(({ personId }) => personId))]);
}
