import type { Log } from "./log";

/**
 * Forwards a line of PostgreSQL's log to ours. Messages of ordinary errors quote user input ("invalid input syntax for
 * type uuid: …"), and the portal receives them on its own connection: only errors of the machine are forwarded (SQLSTATE
 * classes 53 resources, 58 system, XX001/2 damaged data).
 */
export function forwardLine(line: string, log: Log): void {
  const found = /^([0-9A-Z]{5}) ([A-Z]+):\s+(.*)$/.exec(line);
  if (!found) {
    forwardForeign(line, log);
    return;
  }
  const [, sqlstate = "", severity = "", message = ""] = found;
  const level = levelOf(severity, sqlstate);
  if (level) log[level]?.({ sqlstate }, `PostgreSQL: ${message}`);
}

type Level = "debug" | "info" | "warn" | "error";

function levelOf(severity: string, sqlstate: string): Level | undefined {
  const ofMachine = /^(53|58|XX00[12])/.test(sqlstate);
  if (severity === "PANIC") return "error";
  if (severity === "FATAL") return comingOrGoing.test(sqlstate) ? "debug" : "warn";
  if (severity === "LOG") return ofMachine ? "warn" : "debug";
  if (severity === "ERROR" && ofMachine) return "error";
  if (severity === "WARNING" && ofMachine) return "warn";
  return undefined;
}

/** "The database system is starting up", "terminating connection due to administrator command", …: logged by the keeper. */
const comingOrGoing = /^57P0/;

/** A line that is not PostgreSQL's own, from the dynamic loader for example. A tab continues a message: it is dropped. */
function forwardForeign(line: string, log: Log): void {
  if (line.trim() === "" || line.startsWith("\t")) return;
  log.warn({}, `PostgreSQL: ${line.slice(0, 300)}`);
}
