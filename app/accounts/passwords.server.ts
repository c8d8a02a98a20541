import { hash, verify } from "@node-rs/argon2";

/** argon2id (2) with 19 MiB, the minimum of OWASP's password storage cheat sheet. */
const cost = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** The hash to store for a password. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize("NFC"), cost);
}

let standIn: Promise<string> | undefined;

/**
 * Compares a password with a stored hash. Without a hash (no account, or no password) it takes the same time and returns
 * false, so that timing does not reveal which accounts exist (ASVS 6.3.8).
 */
export async function passwordMatches(kept: string | null | undefined, password: string): Promise<boolean> {
  standIn ??= hashPassword("nobody has this password");
  const matches = await verify(kept ?? (await standIn), password.normalize("NFC"));
  return matches && Boolean(kept);
}
