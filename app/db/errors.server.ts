import { Prisma } from "./generated/client";

/** Whether a transaction was ended by a deadlock, as PostgreSQL, Prisma or its adapter report it. */
export function isRolledBackConflict(error: unknown): boolean {
  const codes = new Set(["40P01", "P2034", "TransactionWriteConflict"]);
  return error instanceof Error && codesOf(error).some((code) => codes.has(code));
}

/** Prisma's codes and its adapter's kinds that mean "the database cannot be reached". */
const awayCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
const awayErrnos = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
/**
 * PostgreSQL's classes: connection lost, insufficient resources (also a full disk), starting or stopping,
 * system error.
 */
const awayStates = /^(08|53|57|58)[0-9A-Z]{3}$/;

/** True when an error means that the database is unavailable, not that the statement was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (codesOf(cause).some((code) => awayCodes.has(code) || awayErrnos.has(code) || awayStates.test(code)))
      return true;
    if (cause instanceof Prisma.PrismaClientInitializationError || gotNoTransaction(cause)) return true;
    if (
      /Connection terminated|not queryable|Unable to start a transaction in the given time|on an expired transaction|Query read timeout|connection timeout|timeout exceeded when trying to connect|Can't reach database|DatabaseNotReachable|ConnectionClosed/i.test(
        cause.message,
      )
    )
      return true;
  }
  return false;
}

/** A transaction that got no free connection in time, or was ended because its statements took too long. */
const gotNoTransaction = (error: Error): boolean =>
  codesOf(error).includes("P2028") &&
  /Unable to start a transaction|expired transaction/i.test(error.message);

/** Every code of an error: of pg, of Prisma, and of the error that its adapter wraps. */
function codesOf(error: Error): string[] {
  const { code, originalCode, meta } = error as {
    code?: unknown;
    originalCode?: unknown;
    meta?: { driverAdapterError?: { cause?: { kind?: unknown; code?: unknown; originalCode?: unknown } } };
  };
  const inside = meta?.driverAdapterError?.cause;
  return [code, originalCode, inside?.kind, inside?.code, inside?.originalCode].filter(
    (each) => typeof each === "string",
  );
}
