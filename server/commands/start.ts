import { join } from "node:path";
import { pino } from "pino";
import { readConfig } from "../config";
import { explainFailedStart } from "../explain";
import { loadBuiltApp, runPortal } from "../run";
import { stopOnSignals } from "../stop-signals";
import { complain, say } from "../terminal";

/** `npm start`: the portal for real use, configured by its environment. */

const root = join(import.meta.dirname, "../..");

try {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel });
  const running = await runPortal({
    config: { ...config, dataDir: join(root, config.dataDir) },
    root,
    logger,
    loadApp: () => loadBuiltApp(root),
    progress: (step) => logger.info(step),
  });
  stopOnSignals(running.stop, logger);
  if (!running.auditProtected) {
    complain(
      "DATABASE_URL and the owner of the database are the same role, so the audit record could be rewritten through the portal. Give the portal a role of its own, and the owner in DATABASE_OWNER_URL (see README, Configuration).",
    );
  }
  if (!config.smtpUrl) complain("SMTP_URL is not set: mail stays in the data folder and reaches nobody.");
  say(`The portal answers at ${running.publicUrl}`);
  const key = await running.portal.makeSetUpKey();
  if (key)
    say(
      `\nIt is empty. Its first administrator begins here (the link works once):\n${running.publicUrl}/installation?cle=${key}\n`,
    );
} catch (error) {
  explainFailedStart(error);
}
