import type pg from "pg";
import { withClient } from "../postgres";

/**
 * Runs work on a connection without statement timeouts and with a fixed text format of values, independent of the
 * server's settings.
 */
export async function withLongSession<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return await withClient(url, async (client) => {
    // Some of these settings do not exist in the oldest PostgreSQL that we support.
    await client.query(
      `SELECT set_config(name, '0', false) FROM pg_settings
       WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
    );
    await client.query("SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'");
    await client.query("SET extra_float_digits = 1; SET bytea_output = 'hex'");
    return await work(client);
  });
}
