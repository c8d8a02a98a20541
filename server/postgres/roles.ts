import type pg from "pg";
import { withClient } from "./connection";
import type { Passwords } from "./passwords";

/** The roles, by purpose. The superuser is created with the cluster. */
export const roleNames = { admin: "postgres", owner: "remiddh_owner", portal: "remiddh_portal" } as const;

/** The portal's own database. */
export const portalDatabase = "remiddh";

/** Creates or corrects the two login roles, which have no right but to log in. Idempotent. */
export async function ensureRoles(adminUrl: string, passwords: Passwords): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, roleNames.owner, passwords.owner);
    await ensureRole(client, roleNames.portal, passwords.portal);
    await client.query("REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC");
  });
}

/**
 * Creates a database owned by remiddh_owner to which remiddh_portal may connect; the migrations grant further rights.
 * Idempotent.
 */
export async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const name = client.escapeIdentifier(database);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${roleNames.owner}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${roleNames.portal}`);
  });
}

/** Names and passwords cannot be parameters of these statements; statement logging is off. */
async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (found.rowCount === 0) await client.query(`CREATE ROLE ${role}`);
  const rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
  await client.query(`ALTER ROLE ${role} WITH ${rights} PASSWORD ${client.escapeLiteral(password)}`);
}
