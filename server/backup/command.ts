import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "../config";
import { explainFailedStart } from "../explain";
import { complain, say } from "../terminal";
import { type Inspected, inspectArchive } from "./archive";
import { makeBackup, type PortalLocation } from "./backup";
import { restoreBackup } from "./restore";

const root = join(import.meta.dirname, "../..");

interface Arguments {
  file: string;
  location: PortalLocation;
  check: boolean;
  replace: boolean;
  signOut: boolean;
}

/** `npm run backup -- FILE`, or `npm run backup -- --check FILE`. */
export async function runBackup(): Promise<void> {
  await run("The backup is not made", { mayReplace: false }, async ({ file, location }, signal) => {
    const written = await makeBackup(location, file, signal);
    for (const path of written.leftOut)
      complain(`Not in the backup, since it is neither file nor folder: ${path}`);
    tell(`The backup is in ${file}, written and read back.`, written);
    say(
      "It holds every text, account and secret of the portal: keep it as safe as the portal, on another machine.",
    );
  });
}

/** `npm run restore -- FILE`, or `npm run restore -- --check FILE`. */
export async function runRestore(): Promise<void> {
  await run(
    "The backup is not restored",
    { mayReplace: true },
    async ({ file, location, replace, signOut }, signal) => {
      const migrations = join(root, "prisma/migrations");
      const restored = await restoreBackup(location, file, { migrations, replace, signOut, signal });
      const { databaseUrl, dataDir } = location;
      tell(`Restored into ${databaseUrl ? "the database of DATABASE_URL and " : ""}${dataDir}.`, restored);
      if (signOut) say("Every session has ended: all sign in again.");
      say("Start the portal as before.");
    },
  );
}

function tell(first: string, { manifest, fingerprint, size }: Inspected): void {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const files = manifest.entries.filter(({ name }) => name.startsWith("data/")).length;
  say(first);
  say(
    `Made ${manifest.madeAt}: ${manifest.tables.length} tables, ${rows} rows, ${files} files, ${size} bytes.`,
  );
  say(`Fingerprint (SHA-256): ${fingerprint}`);
}

function readArguments(mayReplace: boolean): Arguments {
  const { values, positionals } = parse(mayReplace);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new ConfigError(usage(mayReplace));
  const config = readConfig(process.env);
  const dataDir = values["data-dir"];
  return {
    // npm runs scripts in the folder of the checkout; INIT_CWD is the folder it was called in.
    file: resolve(process.env.INIT_CWD ?? process.cwd(), file),
    location: {
      databaseUrl: dataDir ? undefined : config.databaseUrl,
      databaseOwnerUrl: dataDir ? undefined : config.databaseOwnerUrl,
      dataDir: resolve(root, dataDir ?? config.dataDir),
    },
    check: values.check ?? false,
    replace: values.replace ?? false,
    signOut: values["sign-out"] ?? false,
  };
}

function parse(mayReplace: boolean) {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        "data-dir": { type: "string" },
        check: { type: "boolean" },
        replace: { type: "boolean" },
        "sign-out": { type: "boolean" },
      },
    });
    const { replace, "sign-out": signOut } = parsed.values;
    if ((replace || signOut) && !mayReplace) {
      throw new Error("Only npm run restore takes --replace and --sign-out.");
    }
    return parsed;
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n${usage(mayReplace)}`);
  }
}

const usage = (mayReplace: boolean): string =>
  `It takes one FILE (after a --, by npm), and --data-dir FOLDER, --check${mayReplace ? ", --replace, --sign-out" : ""}.`;

/** Runs the command or checks the file. A signal aborts it, so that nothing partial remains. */
async function run(
  failed: string,
  { mayReplace }: { mayReplace: boolean },
  work: (given: Arguments, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => ending.abort());
  let failure = failed;
  try {
    const given = readArguments(mayReplace);
    if (given.check) {
      failure = `${given.file} is no backup that can be restored`;
      tell(`${given.file} is whole.`, await inspectArchive(given.file));
    } else await work(given, ending.signal);
  } catch (error) {
    if (ending.signal.aborted) complain(`${failure}: it was broken off.`);
    else explainFailedStart(error, failure);
    process.exitCode = 1;
  }
}
