import { createPerson, setSecrets } from "../../app/accounts/people.server";
import type { NetworkRole } from "../../app/authorization/viewer";
import { type Database, inTransaction } from "../../app/db/database.server";
import { takeStep } from "../../app/membership/admission.server";
import { createNetwork } from "../../app/network/network.server";
import { addMembership, createOrganisation } from "../../app/organisations/organisations.server";
import { createReferenceData } from "../../app/organisations/reference.server";
import { now } from "../../app/services/services.server";
import { createTheme } from "../../app/themes/themes.server";
import { createNetworkSpace, upsertMember } from "../../app/workspaces/spaces.server";
import { readKnown } from "./known.server";
import { loadDialogues } from "./load-dialogues.server";
import { loadDirectory } from "./load-directory.server";
import { loadDocuments } from "./load-documents.server";
import { loadMembership } from "./load-membership.server";
import { loadRecommendations } from "./load-recommendations.server";
import { loadSpaces } from "./load-spaces.server";
import { loadThreads } from "./load-threads.server";
import { network } from "./network";
import { organisations } from "./organisations";
import { people } from "./people";
import { themes } from "./themes";
import type { Organisation, Persona, Theme } from "./types";

/** How one signs in as a persona: what `personas.json` holds. */
export interface PersonaAccount {
  key: string;
  email: string;
  password: string;
  /** Of the app whose codes they sign in with too, in base32; absent where they have none. */
  totpSecret?: string;
  name: string;
  role: Persona["role"];
  /** A column of docs/rights-matrix.md. */
  standing: Persona["standing"];
  /** The first organisation they belong to, by name. */
  organisation: string | null;
}

/** The personas without their secrets, which are made at the first load. */
export function demonstrationPersonas(): (Omit<PersonaAccount, "password"> & { secondFactor: boolean })[] {
  const names = new Map(organisations.map(({ slug, name, acronym }) => [slug, acronym ?? name]));
  return people.map(({ key, email, name, role, standing, memberships, secondFactor = false }) => {
    const [first] = memberships;
    return {
      key,
      email,
      name,
      role,
      standing,
      secondFactor,
      organisation: (first && names.get(first.organisation)) ?? null,
    };
  });
}

/** The database holds a network that is not the demonstration; it is left as it is. */
export class AnotherNetwork extends Error {
  constructor() {
    super("This data folder holds another network than the demonstration: it is left as it is.");
  }
}

/**
 * Loads the demonstration network into an empty database, all or nothing; leaves one that holds it as it is.
 * @param accounts the personas with their secrets.
 * @param newSecrets true when the secrets were made just now: an earlier load gets them too.
 * @throws AnotherNetwork: a real one is never touched.
 */
export async function loadDemonstration(
  accounts: readonly PersonaAccount[],
  newSecrets: boolean,
): Promise<void> {
  const secrets = new Map(accounts.map((account) => [account.email, account]));
  await inTransaction(
    async (tx) => {
      if (!(await tx.network.count())) return await loadAll(tx, secrets);
      await refuseAnotherNetwork(tx);
      await addMissing(tx, secrets);
      if (!(await tx.thread.count())) await loadConversations(tx);
      else if (!(await tx.document.count())) await loadDocuments(tx, await createNetworkSpace(tx, spaceName));
      if (!(await tx.recommendation.count())) await loadFollowUp(tx);
      if (newSecrets) for (const [email, account] of secrets) await setSecrets(tx, email, account);
    },
    { timeoutMs: 120_000 },
  );
}

async function refuseAnotherNetwork(tx: Database): Promise<void> {
  const emails = people.map(({ email }) => email);
  if (!(await tx.person.count({ where: { email: { in: emails } } }))) throw new AnotherNetwork();
}

/** A demonstration of before gets the organisations and people that came later. */
async function addMissing(tx: Database, secrets: Secrets): Promise<void> {
  const before = await readKnown(tx);
  if (people.every(({ key }) => before.people.has(key))) return;
  const ids = new Map(before.organisations);
  for (const organisation of organisations) {
    if (!ids.has(organisation.slug))
      ids.set(organisation.slug, await loadOrganisation(tx, organisation, new Map(before.themes)));
  }
  for (const persona of people) {
    if (!before.people.has(persona.key)) await loadPersona(tx, persona, secrets, ids);
  }
  if (!(await tx.mandate.count())) await loadMembership(tx, await readKnown(tx));
}

async function loadAll(tx: Database, secrets: Secrets): Promise<void> {
  const { name, acronym, languages, mission } = network;
  await createNetwork(tx, {
    name,
    acronym,
    mission: { ...mission },
    accent: "indigo",
    locale: "fr",
    locales: [...languages],
  });
  await tx.network.updateMany({ data: { showReaders: true } });
  await createReferenceData(tx);
  const themeIds = new Map<string, string>();
  for (const theme of themes) themeIds.set(theme.slug, await createTheme(tx, themeFrom(theme)));
  const organisationIds = new Map<string, string>();
  for (const organisation of organisations) {
    organisationIds.set(organisation.slug, await loadOrganisation(tx, organisation, themeIds));
  }
  for (const persona of people) await loadPersona(tx, persona, secrets, organisationIds);
  await loadMembership(tx, await readKnown(tx));
  await loadDirectory(tx, organisationIds);
  await loadConversations(tx);
  await loadFollowUp(tx);
}

/** Dialogues, recommendations and what became of them; also into a demonstration of before there were any. */
async function loadFollowUp(tx: Database): Promise<void> {
  const known = await readKnown(tx);
  await loadDialogues(tx, known);
  await loadRecommendations(tx, known);
}

async function loadOrganisation(
  tx: Database,
  organisation: Organisation,
  themeIds: Map<string, string>,
): Promise<string> {
  const id = await createOrganisation(tx, organisationFrom(organisation, themeIds));
  if (organisation.relation === "candidate") {
    await takeStep(tx, id, { step: "candidate", class: "active", reason: "Demande d’adhésion reçue." }, null);
  }
  if (organisation.frozen) {
    await takeStep(
      tx,
      id,
      { step: "frozen", reason: "Gel de démonstration, pour essayer le portail." },
      null,
    );
  }
  return id;
}

const spaceName = "Espace du réseau";

/** The network's space with its threads and texts, and its guests let in; also into a demonstration of before there were any. */
async function loadConversations(tx: Database): Promise<void> {
  const space = await createNetworkSpace(tx, spaceName);
  const roles = new Map(people.map(({ email, standing }) => [email, letInAs[standing]]));
  for (const { id, email } of await tx.person.findMany()) {
    const role = roles.get(email);
    if (role) await upsertMember(tx, space, id, role);
  }
  await loadThreads(tx, space);
  await loadDocuments(tx, space);
  await loadSpaces(tx);
}

/** Who is let into the network's space by name. */
const letInAs: Partial<Record<Persona["standing"], "reader" | "guest">> = {
  observer: "reader",
  guest: "guest",
};

type Secrets = ReadonlyMap<string, Pick<PersonaAccount, "password" | "totpSecret">>;

const networkRoles: Partial<Record<Persona["standing"], NetworkRole>> = {
  secretariat: "administrator",
  moderator: "moderator",
  auditor: "auditor",
};

async function loadPersona(
  tx: Database,
  persona: Persona,
  secrets: Secrets,
  organisationIds: Map<string, string>,
): Promise<void> {
  const { name, email, locale, memberships } = persona;
  // The demonstration is a network that has been at work for a while: what takes two people counts them.
  const roleSince = new Date(now().getTime() - 365 * 24 * 60 * 60 * 1000);
  const personId = await createPerson(tx, {
    name,
    email,
    locale,
    function: persona.function,
    password: known(secrets, email).password,
    role: networkRoles[persona.standing],
    roleSince,
  });
  const { totpSecret } = known(secrets, email);
  if (totpSecret) await setSecrets(tx, email, known(secrets, email));
  for (const { organisation, role } of memberships) {
    const organisationId = known(organisationIds, organisation);
    await addMembership(tx, { personId, role, roleSince, organisationId });
  }
}

function themeFrom({ slug, name, summary, description, facts, colour, icon }: Theme) {
  return {
    slug,
    colour,
    icon,
    name: { ...name },
    summary: { ...summary },
    description: { fr: [...description.fr], en: [...description.en] },
    facts: facts.map(({ text, date, sourceUrl, citation }) => ({
      text: { ...text },
      date,
      source: sourceUrl ?? citation ?? "",
    })),
  };
}

function organisationFrom(organisation: Organisation, themeIds: Map<string, string>) {
  const { relation, memberStatus, areas, themes: slugs, frozen: _, ...rest } = organisation;
  return {
    ...rest,
    places: areas,
    relation: relationOf(relation, memberStatus),
    themes: slugs.map((slug) => known(themeIds, slug)),
  };
}

function relationOf(relation: Organisation["relation"], status: Organisation["memberStatus"]) {
  if (relation === "candidate") return "contact";
  return relation === "member" ? (status ?? "active") : relation;
}

function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${key}, which it does not hold.`);
  return value;
}
