import { setFactorDeadline } from "../accounts/factor-rules.server";
import { createPerson } from "../accounts/people.server";
import { networkWords, refusePersonal } from "../accounts/personal-words.server";
import { withRateLimit } from "../accounts/rate-limit.server";
import { openSession } from "../accounts/sign-in.server";
import { actingFor, recordEvent, thePortal } from "../audit/record-event.server";
import type { NetworkRole, OrganisationRole, Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { addMembership } from "../organisations/organisations.server";
import { now } from "../services/services.server";
import { upsertMember } from "../workspaces/spaces.server";
import type { OpenInvitation } from "./acceptance";
import type { Acceptance } from "./acceptance-form.server";
import { hashOfCode } from "./codes.server";
import { maxFailures } from "./invitations";
import { isStillGranted } from "./standing.server";

interface Row {
  id: string;
  email: string | null;
  name: string | null;
  organisationId: string | null;
  role: OrganisationRole | null;
  networkRole: NetworkRole | null;
  spaceId: string | null;
  organisation: string | null;
  createdById: string;
  grantedById: string | null;
  space: string | null;
}

/**
 * The invitation that this code opens now; null for every other code, without the reason, and if the granter no longer has
 * the right to invite.
 */
async function readOpen(tx: Database, code: string, lock = Prisma.empty): Promise<Row | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT i."id", i."email", i."name", i."organisationId", i."role"::text AS "role",
      i."networkRole"::text AS "networkRole", i."spaceId", i."createdById", i."grantedById",
      (SELECT o."name" FROM "Organisation" o WHERE o."id" = i."organisationId") AS "organisation",
      (SELECT s."name" FROM "Space" s WHERE s."id" = i."spaceId") AS "space"
    FROM "Invitation" i WHERE i."codeHash" = ${hashOfCode(code)} AND i."acceptedAt" IS NULL
      AND i."revokedAt" IS NULL AND i."expiresAt" > ${now()} AND i."failures" < ${maxFailures} ${lock}`;
  return row && (await isStillGranted(tx, row)) ? row : null;
}

/**
 * What the holder of a code sees of the invitation; null when the code is not valid (any more). @throws RateLimitExceeded
 */
export async function findOpenInvitation(code: string): Promise<OpenInvitation | null> {
  const row = await withRateLimit({ door: "invitation" }, () => readOpen(db, code));
  if (!row) return null;
  const { email, name, organisation, networkRole, space } = row;
  return { email, name, organisation, role: row.role, networkRole, space };
}

/** Why an invitation was not accepted. */
export type AcceptRefusal = "closed" | "taken" | "otherAddress";

/**
 * Accepts an invitation with a new account. Of two concurrent requests, the second finds it closed.
 * @param cookie the browser's cookies.
 * @returns the `Set-Cookie` headers of the new person's session, or the refusal. An address that already has an account
 * counts as a failed attempt, so that codes cannot be used to probe addresses. @throws PersonalPassword
 */
export async function acceptAsNew(
  form: Acceptance,
  cookie: string | null,
): Promise<{ cookies: string[] } | AcceptRefusal> {
  const outcome = await guarded(async (tx) => {
    const row = await readOpen(tx, form.code, Prisma.sql`FOR UPDATE OF i`);
    const email = row?.email ?? form.email;
    if (!row || !email) return "closed" as const;
    const taken = await tx.person.findUnique({ where: { email }, select: { id: true } });
    if (taken) return await fail(tx, row, "taken");
    const { name, password, locale } = form;
    refusePersonal(password, [name, email, row.organisation, ...(await networkWords(tx))]);
    const role = row.networkRole ?? undefined;
    const personId = await createPerson(tx, { name, email, password, locale, role });
    await grant(tx, row, personId);
    return { personId };
  });
  if (typeof outcome === "string") return outcome;
  const entered = await openSession({ ...outcome, credentialsVersion: 0 }, cookie, "invitation");
  return entered.step === "in" ? { cookies: entered.cookies } : "closed";
}

/** Accepts an invitation for a signed-in account. An invitation to an address can only be accepted by that address. */
export async function acceptAsViewer(viewer: Viewer, code: string): Promise<AcceptRefusal | null> {
  const outcome = await guarded(async (tx) => {
    const row = await readOpen(tx, code, Prisma.sql`FOR UPDATE OF i`);
    if (!row) return "closed" as const;
    const person = await tx.person.findUnique({
      where: { id: viewer.personId },
      select: { email: true, role: true },
    });
    if (row.email && row.email !== person?.email) return await fail(tx, row, "otherAddress");
    if (row.networkRole && !person?.role) {
      await tx.person.update({
        where: { id: viewer.personId },
        data: { role: row.networkRole, roleSince: now() },
      });
    }
    await grant(tx, row, viewer.personId);
    return { personId: viewer.personId };
  });
  if (typeof outcome === "string") return outcome;
  await setFactorDeadline(viewer.personId);
  return null;
}

/** One attempt at a code, under the rate limit. @throws RateLimitExceeded */
async function guarded(
  attempt: (tx: Database) => Promise<{ personId: string } | AcceptRefusal>,
): Promise<{ personId: string } | AcceptRefusal> {
  let refusal: AcceptRefusal = "closed";
  const accepted = await withRateLimit({ door: "invitation" }, async () => {
    const outcome = await inTransaction(attempt);
    if (typeof outcome !== "string") return outcome;
    refusal = outcome;
    return null;
  });
  return accepted ?? refusal;
}

async function fail(tx: Database, { id }: Row, refusal: AcceptRefusal): Promise<AcceptRefusal> {
  await tx.invitation.update({ where: { id }, data: { failures: { increment: 1 } } });
  await recordEvent(tx, thePortal, "invitation.refused", id);
  return refusal;
}

/** Grants what the invitation opens, and closes it; existing rights of the person are kept. */
async function grant(tx: Database, row: Row, personId: string): Promise<void> {
  const { id, organisationId, role, spaceId } = row;
  if (organisationId) await join(tx, personId, organisationId, role ?? "member");
  if (spaceId) {
    const inside = { spaceId_personId: { spaceId, personId } };
    if (!(await tx.spaceMember.findUnique({ where: inside })))
      await upsertMember(tx, spaceId, personId, "guest");
  }
  await tx.invitation.update({
    where: { id },
    data: { acceptedAt: now(), acceptedById: personId, codeHash: null },
  });
  await recordEvent(tx, actingFor({ personId }, organisationId), "invitation.accepted", id);
}

async function join(
  tx: Database,
  personId: string,
  organisationId: string,
  role: OrganisationRole,
): Promise<void> {
  const place = { personId_organisationId: { personId, organisationId } };
  const before = await tx.membership.findUnique({ where: place });
  if (!before) return await addMembership(tx, { personId, organisationId, role });
  if (role === "focal_point" && before.role !== role) {
    await tx.membership.update({ where: place, data: { role, roleSince: now() } });
  }
}
