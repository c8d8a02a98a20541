import type pg from "pg";
import { withClient } from "../postgres";
import { MigrationError } from "./migrate";

/** The schemas created by the migrations: the portal's role gets grants on them, and a backup contains them. */
export const portalSchemas = ["public", "jobs", "secrets", "limits"];

/** Tables that the portal's role may only read and insert into: an intruder cannot rewrite the audit chain. */
const insertOnly = ["AuditEntry", "AuditSeal"];

/**
 * Grants the portal's role the minimum of rights; run by the owner after the migrations, at every start.
 * @param portalUrl contains the name of the role.
 * @returns false when that role could change the audit chain anyway (it is the owner, or may become it).
 * @throws MigrationError when the two URLs lead to different databases.
 */
export async function grantToPortal(ownerUrl: string, portalUrl: string): Promise<boolean> {
  return await withClient(portalUrl, async (portal) => {
    const role = await roleOf(portal);
    await withClient(ownerUrl, async (owner) => {
      await refuseTwoDatabases(owner, portal);
      if ((await roleOf(owner)) !== role) await owner.query(grantsFor(owner.escapeIdentifier(role)));
    });
    return await isInsertOnly(portal);
  });
}

async function roleOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ role: string }>("SELECT current_user AS role");
  return rows[0]?.role ?? "";
}

/** Migrations in one database and a portal on another would fail later, with a misleading error. */
async function refuseTwoDatabases(owner: pg.Client, portal: pg.Client): Promise<void> {
  const [ofOwner, ofPortal] = await Promise.all([owner, portal].map(placeOf));
  if (ofOwner === ofPortal) return;
  throw new MigrationError("DATABASE_URL and DATABASE_OWNER_URL lead to two different databases.");
}

async function placeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query("SELECT current_database(), pg_postmaster_start_time()::text");
  return JSON.stringify(rows);
}

function grantsFor(role: string): string {
  const schemas = portalSchemas.flatMap((schema) => [
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`,
  ]);
  const kept = insertOnly.map((table) => `REVOKE UPDATE, DELETE, TRUNCATE ON public."${table}" FROM ${role}`);
  return [
    "BEGIN",
    "SELECT pg_advisory_xact_lock(7264333401)",
    ...schemas,
    ...kept,
    `REVOKE ALL ON public._prisma_migrations FROM ${role}`,
    "COMMIT",
  ].join(";\n");
}

/** Asked of PostgreSQL as the portal's role: rights come by membership and attribute too. */
async function isInsertOnly(portal: pg.Client): Promise<boolean> {
  const { rows } = await portal.query<{ open: boolean }>(
    `SELECT bool_or(has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')
       OR has_table_privilege(c.oid, 'TRUNCATE') OR pg_has_role(c.relowner, 'MEMBER')) AS open
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1)`,
    [insertOnly],
  );
  return rows[0]?.open === false;
}
