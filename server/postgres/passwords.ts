import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writeSafely } from "./files";

/** One random password per role, stored only in one file that only the portal's user can read. */
export type Passwords = z.infer<typeof PasswordsFile>;

const PasswordsFile = z.object({ admin: z.string(), owner: z.string(), portal: z.string() });

/** The path of this data folder's password file. */
export function passwordsPath(dataDir: string): string {
  return join(dataDir, "postgresql-passwords.json");
}

/** The passwords of this data folder; undefined before the first start. Throws CannotStartDatabase for a damaged file. */
export function readPasswords(dataDir: string): Promise<Passwords | undefined> {
  return readJson(passwordsPath(dataDir), PasswordsFile);
}

/** Writes the passwords, readable only by the portal's user. */
export function writePasswords(dataDir: string, passwords: Passwords): Promise<void> {
  return writeSafely(passwordsPath(dataDir), `${JSON.stringify(passwords)}\n`, 0o600);
}

/** New passwords of 32 random bytes each, in characters that need no escaping in a URL. */
export function inventPasswords(): Passwords {
  const invent = (): string => randomBytes(32).toString("base64url");
  return { admin: invent(), owner: invent(), portal: invent() };
}
