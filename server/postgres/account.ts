import { stat } from "node:fs/promises";
import { CannotStartDatabase } from "./errors";
import { orMissing } from "./files";
import { run } from "./run";

/** The unprivileged user that PostgreSQL runs as when the portal is root. */
export interface Account {
  uid: number;
  gid: number;
}

/** True when the portal is root: PostgreSQL refuses to run as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account that runs PostgreSQL on this cluster: undefined for the portal's own user; as root the cluster's owner,
 * else the users `postgres` or `nobody`. Throws CannotStartDatabase when none of them exists.
 */
export async function accountFor(cluster: string): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const owner = await orMissing(stat(cluster));
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = (await named("postgres")) ?? (await named("nobody"));
  if (account) return account;
  throw new CannotStartDatabase(
    "failed",
    "PostgreSQL does not run as root and this machine has no user postgres or nobody: create one, or start the portal as an ordinary user.",
  );
}

/** True when the account can enter this folder and owns it: tested by running a program as that user. */
export async function canLiveIn(folder: string, account: Account): Promise<boolean> {
  const trial = 'cd -- "$1" && test -O .';
  return (await run("/bin/sh", ["-c", trial, "sh", folder], account)).code === 0;
}

async function named(user: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([numberOf("-u", user), numberOf("-g", user)]);
  return uid && gid !== undefined ? { uid, gid } : undefined;
}

async function numberOf(flag: string, user: string): Promise<number | undefined> {
  const { code, lines } = await run("id", [flag, user]);
  return code === 0 ? Number(lines[0]) : undefined;
}
