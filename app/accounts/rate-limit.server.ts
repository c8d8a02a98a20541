import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "../db/database.server";
import { requestNetwork } from "../http/request.server";
import { hashOfToken } from "./tokens.server";

/**
 * Wrong attempts slow down, and lock nobody out. They are counted per account and per network of the address (/24,
 * /48), for each door; a browser that has signed in to the account before is counted by itself instead, so that a
 * stranger's attempts cost its owner nothing. Attempts that succeed are given back. See docs/decisions/0015.
 */

export interface RateLimit {
  points: number;
  seconds: number;
}

const quarter = 15 * 60;

/** Each door with its limits: so many wrong attempts within so long. */
const rateLimits = {
  "sign-in": {
    account: { points: 10, seconds: quarter },
    network: { points: 100, seconds: quarter },
    browser: { points: 10, seconds: quarter },
  },
  code: {
    account: { points: 10, seconds: quarter },
    network: { points: 100, seconds: quarter },
    browser: { points: 10, seconds: quarter },
  },
  reset: {
    account: { points: 3, seconds: 4 * quarter },
    network: { points: 30, seconds: 4 * quarter },
    browser: { points: 3, seconds: 4 * quarter },
  },
  /** Asking to be let in: a network of people in one office, not a machine. */
  request: {
    account: { points: 3, seconds: 4 * quarter },
    network: { points: 10, seconds: 4 * quarter },
    browser: { points: 3, seconds: 4 * quarter },
  },
  invitation: {
    account: { points: 10, seconds: quarter },
    network: { points: 20, seconds: quarter },
    browser: { points: 10, seconds: quarter },
  },
} as const satisfies Record<string, Record<"account" | "network" | "browser", RateLimit>>;

export type RateLimitScope = keyof typeof rateLimits;
type Counter = keyof (typeof rateLimits)[RateLimitScope];

export interface Attempt {
  door: RateLimitScope;
  /** What is being guessed at: a mail address, a person, an invitation's number. Kept as a hash. */
  account?: string;
  /** The browser's own number, where it has signed in to this account before. */
  browser?: string | null;
}

/** Too many wrong attempts; the next one is heard after so many seconds. */
export class RateLimitExceeded extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super("too many attempts");
    this.seconds = seconds;
  }
}

/**
 * Lets one attempt through, if there have not been too many wrong ones.
 * @param work does it; what it gives counts as a success unless it is null.
 * @throws TooMany before any work is done.
 */
export async function withRateLimit<Result>(attempt: Attempt, work: () => Promise<Result | null>) {
  const counters = countersOf(attempt);
  // Taken first: of a thousand attempts at the same moment, only so many are heard. One after the other, the network's
  // before: what it is refused writes no row for the account it names.
  for (const counter of counters) await take(counter);
  const result = await work();
  if (result !== null) await Promise.all(counters.map(giveBack));
  return result;
}

interface Counted {
  limiter: RateLimiterPostgres;
  key: string;
}

function countersOf({ door, account, browser }: Attempt): Counted[] {
  if (browser) return [{ limiter: limiterOf(door, "browser"), key: hashOfToken(`${browser} ${account}`) }];
  const network = requestNetwork();
  return [
    ...(network ? [{ limiter: limiterOf(door, "network"), key: hashOfToken(network) }] : []),
    ...(account ? [{ limiter: limiterOf(door, "account"), key: hashOfToken(account) }] : []),
  ];
}

async function take({ limiter, key }: Counted): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (reason) {
    if (reason instanceof RateLimiterRes) throw new RateLimitExceeded(Math.ceil(reason.msBeforeNext / 1000));
    throw reason;
  }
}

async function giveBack({ limiter, key }: Counted): Promise<void> {
  await limiter.reward(key);
}

const limiters = new Map<string, RateLimiterPostgres>();

function limiterOf(door: RateLimitScope, counter: Counter): RateLimiterPostgres {
  return limiterNamed(`${door}:${counter}`, rateLimits[door][counter]);
}

/**
 * Counts one act of a person against each of these limits; it counts whether or not it succeeds.
 * @throws TooMany when one of them is used up.
 */
export async function countAct(act: string, personId: string, limits: readonly RateLimit[]): Promise<void> {
  const key = hashOfToken(personId);
  const named = limits.map((limit) => limiterNamed(`${act}:${limit.seconds}`, limit));
  await Promise.all(named.map((limiter) => take({ limiter, key })));
}

function limiterNamed(name: string, { points, seconds }: RateLimit): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: store,
    storeType: "client",
    schemaName: "limits",
    tableName: "attempts",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  limiters.set(name, made);
  return made;
}

/** The library's store, over the portal's one client. */
const store = {
  async query({ text, values }: { text: string; values: unknown[] }) {
    const rows = await db.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values);
    return { rows: rows.map(plainNumbers), rowCount: rows.length };
  },
};

const plainNumbers = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
  );

/** The job: forgets attempts that count no more. */
export async function deleteExpiredAttempts(): Promise<void> {
  await db.$executeRaw`DELETE FROM limits.attempts WHERE expire < ${BigInt(Date.now())}`;
}
