import { setTimeout as delay } from "node:timers/promises";
import { type Database, db } from "./client.server";
import { isRolledBackConflict } from "./errors.server";
import type { Prisma } from "./generated/client";
import { runInTransactionScope, transactionInsteadOfPool } from "./transaction-scope.server";

const afterCommit = new WeakMap<object, (() => void)[]>();

interface TransactionOptions {
  /** Timeout of the transaction; longer only for bulk work outside of requests. */
  timeoutMs?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
}

/**
 * Runs `work` in one transaction. Callbacks registered with `onCommit` run only once the rows are durable. When
 * PostgreSQL ends the transaction because of a deadlock, it is rolled back and `work` runs once more. So `work`
 * has no side effects except writes through `tx`, and queries only through `tx`.
 */
export async function inTransaction<Result>(
  work: (tx: Database) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  // A nested transaction would hold a connection while it waits for a second one: it joins the outer
  // transaction.
  const outer = transactionInsteadOfPool("inTransaction()");
  if (outer) return await work(outer as Database);
  for (let left = 5; ; left--) {
    try {
      return await runOnce(work, options);
    } catch (error) {
      if (left === 0 || !isRolledBackConflict(error)) throw error;
      await delay(10 + 90 * Math.random());
    }
  }
}

async function runOnce<Result>(
  work: (tx: Database) => Promise<Result>,
  { timeoutMs = 5_000, isolationLevel }: TransactionOptions,
): Promise<Result> {
  const callbacks: (() => void)[] = [];
  const result = await db.$transaction(
    async (tx) => {
      afterCommit.set(tx, callbacks);
      return await runInTransactionScope(tx, () => work(tx as Database));
    },
    { timeout: timeoutMs, isolationLevel },
  );
  for (const callback of callbacks) callback();
  return result;
}

/** Registers a callback that runs after the transaction `tx` is committed, and never if it is rolled back. */
export function onCommit(tx: Database, callback: () => void): void {
  const callbacks = afterCommit.get(tx);
  if (!callbacks) throw new Error("onCommit() needs the transaction that inTransaction() gave.");
  callbacks.push(callback);
}
