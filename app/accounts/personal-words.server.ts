import type { Database } from "../db/database.server";
import { isPersonal } from "./passwords";

/** The new password consists mainly of known facts about its owner. */
export class PersonalPassword extends Error {}

/** @throws PersonalPassword */
export function refusePersonal(password: string, words: readonly (string | null | undefined)[]): void {
  if (
    isPersonal(
      password,
      words.filter((word) => typeof word === "string"),
    )
  )
    throw new PersonalPassword();
}

/** The network's names. */
export async function networkWords(tx: Database): Promise<string[]> {
  const network = await tx.network.findUnique({
    where: { row: "only" },
    select: { name: true, acronym: true },
  });
  return network ? [network.name, network.acronym] : [];
}

/** Public facts about a person: their names, address and function, their organisations, the network. */
export async function personalWords(tx: Database, personId: string): Promise<(string | null)[]> {
  const organisation = { select: { name: true, acronym: true } };
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { name: true, email: true, function: true, memberships: { select: { organisation } } },
  });
  if (!person) return [];
  const organisations = person.memberships.flatMap((each) => [
    each.organisation.name,
    each.organisation.acronym,
  ]);
  return [person.name, person.email, person.function, ...organisations, ...(await networkWords(tx))];
}

/** The form error for a PersonalPassword. @throws every other error. */
export function personalErrors(error: unknown): { password: string[] } {
  if (error instanceof PersonalPassword) return { password: ["field.passwordPersonal"] };
  throw error;
}
