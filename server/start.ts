import { resolve } from "node:path";
import { loadBuiltApp } from "./app-build";
import { readConfig } from "./config";
import type { ProcessLife, Started } from "./life";
import { makeLogger } from "./log";
import { runPortal } from "./run";
import { complain, say } from "./terminal";

/**
 * Starts the portal for production use, configured by its environment.
 * @param root the folder of the checkout.
 */
export async function start(life: ProcessLife, root: string): Promise<Started> {
  const config = readConfig(process.env);
  const logger = makeLogger(config.logLevel);
  life.logger = logger;
  const running = await runPortal({
    config: { ...config, dataDir: resolve(root, config.dataDir) },
    root,
    logger,
    loadApp: () => loadBuiltApp(root),
    progress: (step) => logger.info(step),
    signal: life.signal,
  });
  if (!running.auditProtected) {
    complain(
      "The role of DATABASE_URL may change the audit record, so an intruder in the portal could rewrite it. Give the portal a role of its own, and the owner of the database in DATABASE_OWNER_URL (see README, Configuration).",
    );
  }
  if (!config.smtpUrl) complain("SMTP_URL is not set: mail stays in the data folder and is not sent.");
  const key = await running.portal.makeSetUpKey();
  say(welcome(running.publicUrl, key));
  return running;
}

function welcome(publicUrl: string, setUpKey: string | null): string {
  const answers = `The portal answers at ${publicUrl}`;
  if (!setUpKey) return answers;
  const link = `${publicUrl}/installation?cle=${setUpKey}`;
  return `${answers}\n\nIt is empty. Its first administrator begins here (the link works once):\n${link}\n`;
}
