import { createHash } from "node:crypto";
import type { Database } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { now } from "../../app/services/services.server";
import { find, type KnownPeople } from "./known.server";

const day = 86_400_000;
const daysFrom = (days: number) => new Date(now().getTime() + days * day);
/** A day without a time, so many days from today. */
const dayFrom = (days: number) => new Date(daysFrom(days).toISOString().slice(0, 10));

/** Mandates, invitations and administrative situations: fictitious, of demonstration structures only. */
export async function loadMembership(tx: Database, known: KnownPeople): Promise<void> {
  await loadMandates(tx, known);
  await loadInvitations(tx, known);
  await loadSituations(tx, known);
}

const mandates = [
  {
    organisation: "demo-agadez",
    holder: "agadez-mandate",
    alternates: ["agadez-focal"],
    from: -90,
    until: 275,
  },
  { organisation: "demo-zinder", holder: "zinder-focal", alternates: [], from: -340, until: 20 },
  {
    organisation: "demo-tahoua",
    holder: "tahoua-member",
    alternates: ["zinder-focal"],
    from: -400,
    until: -35,
  },
] as const;

async function loadMandates(tx: Database, { organisations, people }: KnownPeople): Promise<void> {
  for (const { organisation, holder, alternates, from, until } of mandates) {
    await tx.mandate.create({
      data: {
        id: newId(),
        idempotencyKey: `demo-${organisation}`,
        from: dayFrom(from),
        until: dayFrom(until),
        organisationId: find(organisations, organisation),
        personId: find(people, holder),
        givenAt: daysFrom(from),
        givenById: find(people, "secretariat-admin"),
        alternates: {
          create: alternates.map((key, position) => ({ position, personId: find(people, key) })),
        },
      },
    });
  }
}

const invitations = [
  {
    organisation: "demo-agadez",
    email: "agadez.accueil@demo.example",
    name: "Aïchatou D. (démo)",
    by: "agadez-focal",
    daysAgo: 2,
  },
  {
    organisation: "demo-zinder",
    email: "zinder.juriste@demo.example",
    name: "Oumarou H. (démo)",
    by: "zinder-focal",
    daysAgo: 12,
  },
  {
    organisation: "demo-dosso",
    email: "dosso.benevole@demo.example",
    name: "Salamatou I. (démo)",
    by: "secretariat-admin",
    daysAgo: 1,
  },
] as const;

/** Nobody knows their codes: they show in the lists, and can be sent again. */
async function loadInvitations(tx: Database, { organisations, people }: KnownPeople): Promise<void> {
  for (const { organisation, email, name, by, daysAgo } of invitations) {
    await tx.invitation.create({
      data: {
        id: newId(),
        email,
        name,
        role: "member",
        idempotencyKey: `demo-${email}`,
        codeHash: createHash("sha256").update(newId()).digest("hex"),
        organisationId: find(organisations, organisation),
        createdById: find(people, by),
        createdAt: daysFrom(-daysAgo),
        sentAt: daysFrom(-daysAgo),
        expiresAt: daysFrom(7 - daysAgo),
      },
    });
  }
}

const situations = [
  {
    organisation: "demo-agadez",
    status: "authorised",
    since: -800,
    source: "Arrêté de démonstration, fictif",
  },
  { organisation: "demo-diffa", status: "suspended", since: -40, source: "Lettre de démonstration, fictive" },
] as const;

async function loadSituations(tx: Database, { organisations, people }: KnownPeople): Promise<void> {
  await tx.administrativeSituation.createMany({
    data: situations.map(({ organisation, status, since, source }) => ({
      organisationId: find(organisations, organisation),
      status,
      source,
      since: dayFrom(since),
      changedAt: now(),
      changedById: find(people, "secretariat-admin"),
    })),
  });
}
