import pLimit from "p-limit";

/**
 * Runs the costly searches of this process one at a time. Ten people typing in the directory send thirty
 * queries a second; run in parallel, they would occupy every core of the database and delay all reading and
 * writing. Not reentrant: a nested call would deadlock.
 */
export const runSequentially = pLimit(1);

/**
 * A separate queue for public searches, so that members never wait behind them. Both queues together use at
 * most two connections.
 */
export const inPublicTurn = pLimit(1);
