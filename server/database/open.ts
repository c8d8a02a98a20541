import type { Logger } from "pino";
import { CannotStartDatabase, checkFormat, openCluster } from "../postgres";
import { grantToPortal } from "./grants";
import { migrate } from "./migrate";

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
}

/**
 * Opens the database, embedded or given by URL: the same migrations and grants either way.
 * @throws CannotStartDatabase or MigrationError, each with a sentence for the operator.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<OpenDatabase> {
  const server = choice.databaseUrl ? givenServer(choice.databaseUrl, choice) : await embeddedServer(choice);
  try {
    const applied = await migrate(server.ownerUrl, choice.migrations);
    const auditProtected = await grantToPortal(server.ownerUrl, server.portalUrl);
    return { portalUrl: server.portalUrl, applied, auditProtected, close: server.close };
  } catch (error) {
    await server.close();
    throw explained(error);
  }
}

interface Server {
  ownerUrl: string;
  portalUrl: string;
  close(): Promise<void>;
}

function givenServer(portalUrl: string, { databaseOwnerUrl }: DatabaseChoice): Server {
  return { portalUrl, ownerUrl: databaseOwnerUrl ?? portalUrl, close: async () => undefined };
}

async function embeddedServer({ dataDir, logger }: DatabaseChoice): Promise<Server> {
  const cluster = await openCluster({ dataDir, log: logger });
  await checkFormat(dataDir);
  return { ownerUrl: cluster.ownerUrl, portalUrl: cluster.portalUrl, close: () => cluster.stop() };
}

/** What a PostgreSQL that was given by URL says when it cannot be used. */
function explained(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "ETIMEDOUT")
    return new CannotStartDatabase("unreachable", "The PostgreSQL server of DATABASE_URL does not answer.", {
      cause: error,
    });
  if (code === "28P01" || code === "28000")
    return new CannotStartDatabase(
      "not-permitted",
      "PostgreSQL refuses the user or password of DATABASE_URL or DATABASE_OWNER_URL.",
      { cause: error },
    );
  if (code === "3D000")
    return new CannotStartDatabase(
      "failed",
      "The database named in DATABASE_URL does not exist: create it first.",
      { cause: error },
    );
  return error;
}
