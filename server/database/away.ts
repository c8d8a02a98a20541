/** Classes of SQLSTATE: connection lost, resources short (disk full included), operator's intervention, system error. */
const passingClasses = /^(08|53|57|58)[0-9A-Z]{3}$/;
const passingErrnos = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);

/** True when the database is unreachable or short of a resource, so that a retry may succeed. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string" && (passingClasses.test(code) || passingErrnos.has(code))) return true;
  return /connection terminated|timeout exceeded when trying to connect|timeout expired/i.test(error.message);
}
