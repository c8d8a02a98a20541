import { randomInt } from "node:crypto";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Portal } from "../app/portal.server";
import type { PersonaAccount } from "../prisma/demo/load.server";
import { CannotStart } from "./explain";

export type { PersonaAccount };

/** The accounts of the demonstration, stored beside its data. */
export const personasFile = "personas.json";

/**
 * Loads the demonstration network if it is missing, and writes the sign-in data of its accounts to `personas.json`.
 * Passwords and TOTP secrets persist between starts; deleting the file creates new ones. The file is written last: after a start
 * interrupted before that, the next one sets new passwords again.
 * @param progress receives short progress messages.
 * @throws CannotStart when the database holds another network.
 */
export async function seedDemonstration(
  portal: Portal,
  dataDir: string,
  progress: (step: string) => void,
): Promise<PersonaAccount[]> {
  const kept = await readAccounts(join(dataDir, personasFile));
  const accounts = portal.demonstrationPersonas().map(({ secondFactor, ...persona }): PersonaAccount => {
    const { password = makePassword(), totpSecret = portal.newTotpSecret() } = kept.get(persona.email) ?? {};
    return { ...persona, password, ...(secondFactor && { totpSecret }) };
  });
  const isNew = accounts.some(
    ({ email, totpSecret }) => !kept.has(email) || kept.get(email)?.totpSecret !== totpSecret,
  );
  progress(isNew ? "loading the demonstration network" : "looking after the demonstration network");
  await portal.loadDemonstration(accounts, isNew).catch(refuseAnotherNetwork);
  if (isNew) await write(join(dataDir, personasFile), accounts);
  return accounts;
}

/** Matched by name: the error's class belongs to the build, which nothing here imports. */
function refuseAnotherNetwork(error: unknown): never {
  if (error instanceof Error && error.name === "AnotherNetwork") throw new CannotStart(error.message);
  throw error;
}

async function readAccounts(file: string): Promise<Map<string, PersonaAccount>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CannotStart(`The file ${file} cannot be read: ${error.message}.`);
  });
  if (text === undefined) return new Map();
  try {
    return new Map((JSON.parse(text) as PersonaAccount[]).map((account) => [account.email, account]));
  } catch {
    throw new CannotStart(
      `The file ${file} is damaged: delete it, and the demonstration's accounts get new passwords.`,
    );
  }
}

/** Atomic, and readable by this user only. */
async function write(file: string, accounts: PersonaAccount[]): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600); // a file left by an interrupted start keeps its own mode
  await rename(`${file}.new`, file);
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** Easy to type, hard to guess: three groups of five from 31 letters and digits, 74 bits. */
function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group()].join("-");
}
