import { record } from "../audit/audit.server";
import { db, inTransaction } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { addressOf } from "../http/addresses";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import { now } from "../ports/ports.server";
import type { Ending, PersonRow } from "./people";

export const peoplePageSize = 50;

/** People are the secretariat's to see as a list. @throws 404 for everyone else. */
function requireSecretariat(viewer: Viewer): void {
  if (viewer.role !== "secretariat") notFound();
}

/** Everyone with an account, by name; `q` narrows by name or mail address. */
export async function listPeople(
  viewer: Viewer,
  { q, page }: { q: string; page: number },
): Promise<{ total: number; people: PersonRow[] }> {
  requireSecretariat(viewer);
  const where: Prisma.PersonWhereInput = q
    ? {
        OR: [{ name: { contains: q, mode: "insensitive" } }, { email: { contains: q, mode: "insensitive" } }],
      }
    : {};
  const [total, rows] = await Promise.all([
    db.person.count({ where }),
    db.person.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * peoplePageSize,
      take: peoplePageSize,
      include: {
        memberships: { include: { organisation: true }, orderBy: { createdAt: "asc" } },
        _count: { select: { sessions: { where: { expiresAt: { gt: now() } } } } },
      },
    }),
  ]);
  return { total, people: rows.map(rowOf) };
}

type Row = Prisma.PersonGetPayload<{ include: { memberships: { include: { organisation: true } } } }> & {
  _count: { sessions: number };
};

function rowOf({ id, name, email, role, memberships, _count }: Row): PersonRow {
  return {
    ...{ id, name, email, role },
    sessions: _count.sessions,
    memberships: memberships.map(({ organisation, ...membership }) => ({
      ...{ id: membership.id, role: membership.role },
      organisation: organisation.acronym ?? organisation.name,
      organisationAddress: addressOf(organisation),
    })),
  };
}

/**
 * Ends what the secretariat decided to end, at once: the next request is refused, live connections are cut within
 * two seconds on every process. @throws 404 for everyone else, or when it is gone already.
 */
export async function end(viewer: Viewer, ending: Ending): Promise<void> {
  requireSecretariat(viewer);
  if (ending.what === "sessions") await endSessions(viewer, ending.person);
  else await endMembership(viewer, ending.membership);
}

async function endSessions(viewer: Viewer, personId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { personId, id: { not: viewer.sessionId } } });
    await record(tx, {
      ...{ personId: viewer.personId, action: "sessions.ended-by-secretariat" },
      ...{ on: { type: "person", id: personId }, details: { sessions: count } },
    });
  });
}

async function endMembership(viewer: Viewer, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const membership = await tx.membership.findUnique({ where: { id } });
    if (!membership) notFound();
    await tx.membership.delete({ where: { id } });
    const { personId, organisationId } = membership;
    await record(tx, {
      ...{ personId: viewer.personId, organisationId, action: "membership.ended" },
      on: { type: "person", id: personId },
    });
  });
}
