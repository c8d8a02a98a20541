import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadBuiltApp } from "../app-build";
import { verifyRecord } from "../audit-verify";
import { ConfigError, readConfig } from "../config";
import { explainFailedStart } from "../explain";

/**
 * `npm run audit:verify`: verifies the whole audit chain of the configured portal, running or not. Exit codes: 0 intact,
 * 1 not intact, 2 unreadable.
 */

const root = join(import.meta.dirname, "../..");

function readArguments() {
  try {
    const options = { "data-dir": { type: "string" }, head: { type: "string", multiple: true } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    throw new ConfigError(
      `${(error as Error).message}\nIt takes --data-dir FOLDER and --head "POSITION:FINGERPRINT" as it was mailed, once or more (after a --, by npm).`,
    );
  }
}

try {
  const { "data-dir": dataDir, head = [] } = readArguments();
  const config = readConfig(process.env);
  const { portal } = await loadBuiltApp(root);
  const whole = await verifyRecord(portal, {
    databaseUrl: dataDir ? undefined : config.databaseUrl,
    dataDir: resolve(root, dataDir ?? config.dataDir),
    heads: head,
  });
  process.exitCode = whole ? 0 : 1;
} catch (error) {
  explainFailedStart(error, "The record is not verified");
  process.exitCode = 2;
}
