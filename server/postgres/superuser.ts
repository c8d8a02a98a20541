import { type Binaries, program } from "./binaries";
import { explainOutput } from "./errors";
import type { Place } from "./place";
import { roleNames } from "./roles";
import { run } from "./run";

/**
 * Sets the superuser's password without the old one, in PostgreSQL's single-user mode, so that a data folder restored
 * without its password file can be opened. The statement is passed on standard input, never in the arguments. The server
 * must not be running. Throws CannotStartDatabase.
 */
export async function resetSuperuser(place: Place, { folder }: Binaries, password: string): Promise<void> {
  const quiet = [
    "-c",
    "log_min_messages=fatal",
    "-c",
    "log_min_error_statement=panic",
    "-c",
    "unix_socket_directories=",
  ];
  const options = ["--single", "-D", place.cluster, ...quiet, "postgres"];
  const statement = `ALTER ROLE ${roleNames.admin} PASSWORD '${password}'\n`;
  const { code, lines } = await run(program(folder, "postgres"), options, place.account, {
    input: statement,
  });
  if (code !== 0) throw explainOutput("PostgreSQL", lines, place.dataDir);
}
