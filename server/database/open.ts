import type { Logger } from "pino";
import { refuseUnfinishedRestore } from "../backup/unfinished";
import { prepareDataFolder } from "../data-folder";
import { CannotStartDatabase, openCluster, writeNotice } from "../postgres";
import { isAway } from "./away";
import { grantToPortal } from "./grants";
import { MigrationError, migrate } from "./migrate";

/** A database with every migration applied, and how to let go of it. */
export interface OpenDatabase {
  /** The connection of the portal's own role. */
  portalUrl: string;
  /** What is to be told to the operator: the version it took, migrations applied. */
  applied: string[];
  /** False when the portal's role owns the database, and could rewrite the audit record. */
  auditProtected: boolean;
  close(): Promise<void>;
}

export interface DatabaseChoice {
  /** The operator's own server; without it the embedded PostgreSQL in `dataDir`. */
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  dataDir: string;
  /** prisma/migrations of this portal. */
  migrations: string;
  logger: Logger;
  /** Aborted when the process is asked to end: then no cluster is made to its end, and no further migration begun. */
  signal?: AbortSignal;
}

/**
 * Opens the database, embedded or given by URL: the same migrations and grants either way.
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
  const folder = await prepareDataFolder(dataDir); // what the database does not hold is kept there all the same
  await writeNotice(folder, { kind: "server" });
  return { portalUrl, ownerUrl: databaseOwnerUrl ?? portalUrl, close: async () => undefined };
}

async function embeddedServer({ dataDir, logger, signal }: DatabaseChoice): Promise<Server> {
  const cluster = await openCluster({ dataDir, log: logger, signal });
  return { ownerUrl: cluster.ownerUrl, portalUrl: cluster.portalUrl, close: () => cluster.stop() };
}

/** What a PostgreSQL that was given by URL says when it cannot be used; its own words hold no password. */
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

/** Where a name leads to several addresses, Node's own message is empty. */
function wordOf(error: Error): string {
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  return first.message;
}
