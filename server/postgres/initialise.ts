import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Account } from "./account";
import { type Binaries, program } from "./binaries";
import { explainOutput } from "./errors";
import { orMissing, syncFolder } from "./files";
import type { Place } from "./place";
import { run } from "./run";

/**
 * Creates the cluster under a temporary name, then renames it: an interrupted start leaves no partial cluster.
 * Throws CannotStartDatabase.
 */
export async function initialise(
  place: Place,
  binaries: Binaries,
  password: string,
  durable: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const draft = `${place.cluster}.new-${randomBytes(4).toString("hex")}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await give(draft, place.account);
    await writeFile(passwordFile, password, { mode: 0o600 });
    await give(passwordFile, place.account);
    await runInitdb(place, binaries, draft, { passwordFile, durable, signal });
    await rm(passwordFile);
    await rename(draft, place.cluster);
    await syncFolder(dirname(place.cluster));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Deletes what interrupted starts and resets left beside the cluster. */
export async function sweep(cluster: string): Promise<void> {
  const beside = (await orMissing(readdir(dirname(cluster)))) ?? [];
  const isLeft = (name: string): boolean => /^\.(new|old)-/.test(name.slice(basename(cluster).length));
  for (const name of beside.filter((each) => each.startsWith(basename(cluster)) && isLeft(each))) {
    // An initdb that outlived its portal may still write there; its temporary name is never used again.
    await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runInitdb(
  place: Place,
  { folder, major }: Binaries,
  draft: string,
  { passwordFile, durable, signal }: { passwordFile: string; durable: boolean; signal?: AbortSignal },
): Promise<void> {
  const options = ["-D", draft, "--encoding=UTF8", ...localeOptions(major), "--data-checksums"];
  const access = ["--auth=scram-sha-256", "--username=postgres", `--pwfile=${passwordFile}`];
  const sync = durable ? [] : ["--no-sync"];
  const { code, lines } = await run(
    program(folder, "initdb"),
    [...options, ...access, ...sync],
    place.account,
    { signal },
  );
  signal?.throwIfAborted();
  if (code !== 0) throw explainOutput("initdb", lines, dirname(place.cluster));
}

/** macOS and Windows have no locale named C.UTF-8: PostgreSQL's builtin one of that name sorts and folds the same there. */
function localeOptions(major: number): string[] {
  if (process.platform === "linux" || major < 17) return ["--locale=C.UTF-8"];
  return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
}

async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
