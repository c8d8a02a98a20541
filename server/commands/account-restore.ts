import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { restoreAccount } from "../account-restore";
import { loadBuiltApp } from "../app-build";
import { ConfigError, readConfig } from "../config";
import { explainFailedStart } from "../explain";

/**
 * `npm run account:restore -- unlock MAIL` or `… factor MAIL`: used where fewer than two secretariat members can act.
 * Running it needs access to the server, which allows everything anyway; the audit chain records the act.
 */

const root = join(import.meta.dirname, "../..");

function readArguments() {
  const { values, positionals } = parseArgs({
    options: { "data-dir": { type: "string" } },
    allowPositionals: true,
  });
  const [kind, email] = positionals;
  if ((kind !== "unlock" && kind !== "factor") || !email) {
    throw new ConfigError("It takes unlock or factor, then the account's mail address (after a --, by npm).");
  }
  return { kind, email, dataDir: values["data-dir"] } as const;
}

try {
  const { kind, email, dataDir } = readArguments();
  const config = readConfig(process.env);
  const { portal } = await loadBuiltApp(root);
  await restoreAccount(portal, {
    kind,
    email,
    databaseUrl: dataDir ? undefined : config.databaseUrl,
    dataDir: resolve(root, dataDir ?? config.dataDir),
  });
} catch (error) {
  explainFailedStart(error, "The account is not restored");
  process.exitCode = 1;
}
