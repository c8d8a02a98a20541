import pg from "pg";
import { errorCode } from "./errors";

/** An open connection, and the promise that it has ended, for any reason. */
export interface Connection {
  client: pg.Client;
  ended: Promise<void>;
}

/** The URL of a database on our server. The passwords contain only characters that need no escaping. */
export function databaseUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Connects; the caller ends the connection. Throws pg's errors. */
export async function connect(url: string): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: "remiddh-keeper",
  });
  const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
  client.on("error", () => undefined); // "end" follows
  await client.connect();
  return { client, ended };
}

/** Runs work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { client } = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** True for a server that is starting, recovering or stopping: a retry may succeed. */
export function isPassing(error: unknown): boolean {
  const passing = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "57P01", "57P02", "57P03"];
  if (passing.includes(errorCode(error) ?? "")) return true;
  return error instanceof Error && /terminated|timeout/i.test(error.message);
}
