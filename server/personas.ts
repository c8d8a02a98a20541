import { randomInt } from "node:crypto";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PersonaAccount } from "../prisma/demo/load.server";

export type { PersonaAccount };

/**
 * The accounts of the demonstration, kept in `personas.json` beside its data. Their passwords are made the first
 * time and written before anything is loaded with them, so that a start cut short loses none.
 * @returns `made` is true when there was no such file.
 */
export async function keepPersonas(
  dataDir: string,
  personas: Omit<PersonaAccount, "password">[],
): Promise<{ accounts: PersonaAccount[]; made: boolean }> {
  const file = join(dataDir, "personas.json");
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept) return { accounts: JSON.parse(kept), made: false };
  const accounts = personas.map((persona) => ({ ...persona, password: makePassword() }));
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return { accounts, made: true };
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** Easy to type, hard to guess: three groups of five of 31 letters and digits, 74 bits. */
function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group()].join("-");
}
