import type pg from "pg";
import { withClient } from "../postgres";

/**
 * Works on a connection whose statements may take as long as they need, and whose texts of values are the same whatever
 * the server's settings are.
 */
export async function withLongSession<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return await withClient(url, async (client) => {
    // Some of these are of later versions of PostgreSQL than the oldest one that we support.
    await client.query(
      `SELECT set_config(name, '0', false) FROM pg_settings
       WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
    );
    await client.query("SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'");
    await client.query("SET extra_float_digits = 1; SET bytea_output = 'hex'");
    return await work(client);
  });
}
