import pg from "pg";

/** Tables that the portal may add to and read, never change: whoever breaks into it cannot rewrite the record. */
const insertOnly = ["AuditEntry"];

/**
 * Gives the portal's own role what it needs and no more; run by the owner after the migrations, each time.
 * @param portalUrl tells the role's name.
 * @returns false when owner and portal are the same role, and the audit record is so without that protection.
 */
export async function grantToPortal(ownerUrl: string, portalUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const portal = await roleOf(portalUrl);
    const { rows } = await client.query<{ current_user: string }>("SELECT current_user");
    if (rows[0]?.current_user === portal) return false;
    await client.query(grantsFor(client.escapeIdentifier(portal)));
    return true;
  } finally {
    await client.end();
  }
}

async function roleOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ current_user: string }>("SELECT current_user");
    return rows[0]?.current_user ?? "";
  } finally {
    await client.end();
  }
}

function grantsFor(role: string): string {
  const schemas = ["public", "jobs"].flatMap((schema) => [
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
