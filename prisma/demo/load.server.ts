import { createPerson, setPassword } from "../../app/accounts/people.server";
import { type Database, inTransaction } from "../../app/db/database.server";
import { createNetwork } from "../../app/network/network.server";
import { addMembership, createOrganisation } from "../../app/organisations/organisations.server";
import { createReferenceData } from "../../app/organisations/reference.server";
import { createTheme } from "../../app/themes/themes.server";
import { createNetworkSpace, letIn } from "../../app/workspaces/spaces.server";
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
  name: string;
  role: Persona["role"];
  /** The first organisation they belong to, by name. */
  organisation: string | null;
}

/** The personas without their passwords, which are made at the first load. */
export function demonstrationPersonas(): Omit<PersonaAccount, "password">[] {
  const names = new Map(organisations.map(({ slug, name, acronym }) => [slug, acronym ?? name]));
  return people.map(({ key, email, name, role, memberships }) => {
    const [first] = memberships;
    return { key, email, name, role, organisation: (first && names.get(first.organisation)) ?? null };
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
 * @param accounts the personas with their passwords.
 * @param newPasswords true when the passwords were made just now: an earlier load gets them too.
 * @throws AnotherNetwork: a real one is never touched.
 */
export async function loadDemonstration(
  accounts: readonly PersonaAccount[],
  newPasswords: boolean,
): Promise<void> {
  const passwords = new Map(accounts.map(({ email, password }) => [email, password]));
  await inTransaction(
    async (tx) => {
      if (!(await tx.network.count())) return await loadAll(tx, passwords);
      await refuseAnotherNetwork(tx);
      if (!(await tx.thread.count())) await loadConversations(tx);
      if (newPasswords) for (const [email, password] of passwords) await setPassword(tx, email, password);
    },
    { timeoutMs: 120_000 },
  );
}

async function refuseAnotherNetwork(tx: Database): Promise<void> {
  const emails = people.map(({ email }) => email);
  if ((await tx.person.count({ where: { email: { in: emails } } })) !== emails.length)
    throw new AnotherNetwork();
}

async function loadAll(tx: Database, passwords: Map<string, string>): Promise<void> {
  const { name, acronym, languages, mission } = network;
  await createNetwork(tx, {
    name,
    acronym,
    mission: { ...mission },
    accent: "indigo",
    locale: "fr",
    locales: [...languages],
  });
  await createReferenceData(tx);
  const themeIds = new Map<string, string>();
  for (const theme of themes) themeIds.set(theme.slug, await createTheme(tx, themeFrom(theme)));
  const organisationIds = new Map<string, string>();
  for (const organisation of organisations) {
    organisationIds.set(
      organisation.slug,
      await createOrganisation(tx, organisationFrom(organisation, themeIds)),
    );
  }
  for (const persona of people) await loadPersona(tx, persona, passwords, organisationIds);
  await loadConversations(tx);
}

/** The network's space with its threads, and its guests let in; also into a demonstration of before there were any. */
async function loadConversations(tx: Database): Promise<void> {
  const space = await createNetworkSpace(tx, "Espace du réseau");
  const guests = people.filter(({ role }) => role === "observer").map(({ email }) => email);
  for (const { id } of await tx.person.findMany({ where: { email: { in: guests } } }))
    await letIn(tx, space, id);
  await loadThreads(tx, space);
}

async function loadPersona(
  tx: Database,
  persona: Persona,
  passwords: Map<string, string>,
  organisationIds: Map<string, string>,
): Promise<void> {
  const { name, email, locale, memberships } = persona;
  const personId = await createPerson(tx, {
    ...{ name, email, locale },
    function: persona.function,
    password: known(passwords, email),
    role: persona.role === "secretariat" ? "secretariat" : undefined,
  });
  for (const { organisation, role } of memberships) {
    await addMembership(tx, { personId, role, organisationId: known(organisationIds, organisation) });
  }
}

function themeFrom({ slug, name, summary, description, facts, colour, icon }: Theme) {
  return {
    ...{ slug, colour, icon },
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
  const { relation, memberStatus, areas, themes: slugs, ...rest } = organisation;
  return {
    ...rest,
    places: areas,
    relation: relation === "member" ? (memberStatus ?? "active") : relation,
    themes: slugs.map((slug) => known(themeIds, slug)),
  };
}

function known(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${key}, which it does not hold.`);
  return value;
}
