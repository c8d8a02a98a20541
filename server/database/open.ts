import type { Logger } from "pino";
import { refuseUnfinishedRestore } from "../backup/unfinished";
import { prepareDataFolder } from "../data-folder";
import { CannotStartDatabase, openCluster, writeNotice } from "../postgres";
import { isAway } from "./away";
import { grantToPortal } from "./grants";
import { MigrationError, migrate } from "./migrate";

/** A migrated database, and how to close it. */
export interface OpenDatabase {
  /** The connection of the portal's own role. */
  portalUrl: string;
  /** Messages for the operator: the PostgreSQL version, applied migrations. */
  applied: string[];
  /** False when the portal's role owns the database and could rewrite the audit chain. */
  auditProtected: boolean;
  close(): Promise<void>;
}

export interface DatabaseChoice {
  /** URL of an external PostgreSQL; undefined means the embedded one in `dataDir`. */
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  dataDir: string;
  /** The folder prisma/migrations of this portal. */
  migrations: string;
  logger: Logger;
  /** Aborted when the process is asked to stop: then no cluster is finished and no further migration started. */
  signal?: AbortSignal;
}

/**
 * Opens the database, embedded or external, with the same migrations and grants.
 * @throws CannotStartDatabase or MigrationError, each with a sentence for the operator.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<OpenDatabase> {
  await refuseUnfinishedRestore(choice.dataDir);
  const server = choice.databaseUrl
    ? await givenServer(choice.databaseUrl, choice)
    : await embeddedServer(choice);
  try {
    const applied = await migrate(server.ownerUrl, choice.migrations, choice.signal);
    const auditProtected = await grantToPortal(server.ownerUrl, server.portalUrl);
    return { portalUrl: server.portalUrl, applied, auditProtected, close: server.close };
  } catch (error) {
    await server.close();
    throw explainedDatabase(error);
  }
}

interface Server {
  ownerUrl: string;
  portalUrl: string;
  close(): Promise<void>;
}

async function givenServer(
  portalUrl: string,
  { databaseOwnerUrl, dataDir }: DatabaseChoice,
): Promise<Server> {
  const folder = await prepareDataFolder(dataDir); // files outside the database are kept there in any case
  await writeNotice(folder, { kind: "server" });
  return { portalUrl, ownerUrl: databaseOwnerUrl ?? portalUrl, close: async () => undefined };
}

async function embeddedServer({ dataDir, logger, signal }: DatabaseChoice): Promise<Server> {
  const cluster = await openCluster({ dataDir, log: logger, signal });
  return { ownerUrl: cluster.ownerUrl, portalUrl: cluster.portalUrl, close: () => cluster.stop() };
}

/** The reason why an external PostgreSQL cannot be used; PostgreSQL's own messages contain no password. */
export function explainedDatabase(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof MigrationError) return error;
  const { code = "" } = error as { code?: string };
  if (code === "28P01" || code === "28000")
    return refusal(
      "not-permitted",
      `PostgreSQL refuses DATABASE_URL or DATABASE_OWNER_URL: ${error.message}.`,
    );
  if (code === "3D000")
    return refusal("failed", `${sentence(error)}: create it first, or mend DATABASE_URL.`);
  if (code === "42501")
    return refusal(
      "not-permitted",
      `PostgreSQL refuses it to the role that was given: ${error.message}. Give the owner of the database in DATABASE_OWNER_URL.`,
    );
  if (isAway(error))
    return refusal("unreachable", `The PostgreSQL server of DATABASE_URL does not answer: ${wordOf(error)}.`);
  return error;

  function refusal(reason: "not-permitted" | "failed" | "unreachable", message: string): CannotStartDatabase {
    return new CannotStartDatabase(reason, message, { cause: error });
  }
}

const sentence = ({ message }: Error): string => message.charAt(0).toUpperCase() + message.slice(1);

/** Node's own message is empty when a name resolves to several addresses. */
function wordOf(error: Error): string {
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  return first.message;
}
