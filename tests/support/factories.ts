import { createPerson } from "../../app/accounts/people.server";
import type { NetworkRole, Viewer } from "../../app/authorization/viewer";
import { inTransaction } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { slugOf } from "../../app/http/addresses";
import type { NewOrganisation } from "../../app/organisations/organisations";
import { addMembership, createOrganisation } from "../../app/organisations/organisations.server";
import { createReferenceData } from "../../app/organisations/reference.server";
import { now } from "../../app/services/services.server";

let count = 0;
const next = () => ++count;

/** A password that every person made here has. */
export const factoryPassword = "une phrase pour les essais";

/** A person who can sign in. @returns their id and mail address. */
export async function makePerson(person: { role?: NetworkRole; roleSince?: Date; name?: string } = {}) {
  // Long enough ago to count where it takes two people.
  const roleSince = person.role && new Date(now().getTime() - 30 * 24 * 60 * 60 * 1000);
  const email = `personne.${next()}@essai.example`;
  const id = await inTransaction((tx) =>
    createPerson(tx, { name: `Personne ${count}`, email, password: factoryPassword, roleSince, ...person }),
  );
  return { id, email };
}

/** An organisation of the directory; an active member unless said otherwise. */
export async function makeOrganisation(organisation: Partial<NewOrganisation> = {}): Promise<string> {
  const name = organisation.name ?? `Structure ${next()}`;
  return await inTransaction(async (tx) => {
    await createReferenceData(tx);
    return await createOrganisation(tx, {
      slug: `${slugOf(name)}-${next()}`,
      name,
      type: "osc-ong",
      relation: "active",
      ...organisation,
    });
  });
}

/** Somebody who asks, as `requireViewer` would give them; with an organisation, as one of its members. */
export async function makeViewer({
  secretariat = false,
  organisation = "",
  role = secretariat ? ("administrator" as const) : undefined,
}: {
  secretariat?: boolean;
  organisation?: string;
  role?: NetworkRole;
} = {}): Promise<Viewer> {
  const { id: personId } = await makePerson({ role });
  if (organisation) {
    await inTransaction((tx) =>
      addMembership(tx, { personId, organisationId: organisation, role: "member" }),
    );
  }
  return {
    personId,
    sessionId: newId(),
    name: "Personne",
    locale: null,
    rights: 0,
    sign: { provenAt: now(), factorDue: null, newRights: false },
    role: role ?? null,
    memberships: organisation
      ? [{ organisationId: organisation, role: "member", class: "active", state: "admitted" }]
      : [],
  };
}
