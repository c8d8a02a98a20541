import { AsyncLocalStorage } from "node:async_hooks";
import { log } from "../services/services.server";
import type { Prisma } from "./generated/client";

/**
 * Records which transaction is open in the current asynchronous call chain. A statement sent to the pool while
 * the chain holds a connection waits for a second one; as many such chains as there are connections deadlock.
 * So inside a transaction there is one database handle: the transaction's. See docs/decisions/0049.
 */

interface OpenTransaction {
  tx: Prisma.TransactionClient;
  /** False once it is committed or rolled back: work that outlives it uses the pool again. */
  open: boolean;
}

const scope = new AsyncLocalStorage<OpenTransaction | null>();

let strict = false;

/** Makes each use of the pool inside a transaction throw, so that tests and development find it. */
export function forbidPoolInTransactions(forbidden = true): void {
  strict = forbidden;
}

/** Runs `work` in the scope of this transaction. */
export async function runInTransactionScope<Result>(
  tx: Prisma.TransactionClient,
  work: () => Promise<Result>,
): Promise<Result> {
  const entered: OpenTransaction = { tx, open: true };
  try {
    return await scope.run(entered, work);
  } finally {
    entered.open = false;
  }
}

/**
 * The transaction that a statement meant for the pool must use, because its call chain holds one; null where it
 * may take a connection. Such a statement is a bug: it is sent over the transaction's connection and logged.
 * @param what names the handle that was used.
 * @throws in tests and in development.
 */
export function transactionInsteadOfPool(what: string): Prisma.TransactionClient | null {
  const entered = scope.getStore();
  if (!entered?.open) return null;
  const misuse = new Error(`${what} was used inside a transaction: pass \`tx\` to what needs the database.`);
  if (strict) throw misuse;
  log().error({ err: misuse }, "a statement meant for the pool was sent inside a transaction");
  return entered.tx;
}
