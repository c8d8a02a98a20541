import pLimit from "p-limit";

/**
 * Does one costly search of this process after the other. Ten people who type into the directory ask thirty a second; let
 * in all at once, they would have every core of the database to themselves, and whoever reads or writes a thread would
 * wait for them. In turn they wait for each other. Never call it inside itself: the inner one would wait for ever.
 */
export const runSequentially = pLimit(1);

/**
 * The same for the searches of the public, in a queue of their own: however many strangers search, no member waits behind them.
 * Together with the other queue they take two connections at most.
 */
export const inPublicTurn = pLimit(1);
