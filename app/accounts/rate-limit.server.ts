import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "../db/database.server";
import { requestNetwork } from "../http/request.server";
import { hashOfToken } from "./tokens.server";

/**
 * Slows repeated failed attempts without locking accounts. Attempts are counted for each scope by account and by address
 * range (/24, /48). A browser that has signed in to the account before has its own counter, so that a stranger's attempts
 * do not affect the owner. Successful attempts are refunded. See docs/decisions/0015.
 */

export interface RateLimit {
  points: number;
  seconds: number;
}

const quarter = 15 * 60;

/** Limits of each scope: maximum failed attempts (points) within a duration. */
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
  /** Access requests: sized for several people in one office, not for scripts. */
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
  /** The target of the attempts: a mail address, a person, an invitation's number. Stored as a hash. */
  account?: string;
  /** The browser's own id, if it has signed in to this account before. */
  browser?: string | null;
}

/** Too many failed attempts; the next one is accepted after the given number of seconds. */
export class RateLimitExceeded extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super("too many attempts");
    this.seconds = seconds;
  }
}

/**
 * Runs one attempt within the limits.
 * @param work performs the attempt; a result other than null counts as a success.
 * @throws RateLimitExceeded before any work is done.
 */
export async function withRateLimit<Result>(attempt: Attempt, work: () => Promise<Result | null>) {
  const counters = countersOf(attempt);
  // Points are consumed before the work, so concurrent attempts cannot exceed the limit. The address range is consumed
  // before the account, so that a refused request writes no row for the account it names.
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
 * Counts one action of a person against each of these limits, whether or not it succeeds.
 * @throws RateLimitExceeded when one limit is used up.
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

/** The library's store, on the portal's shared database client. */
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

/** The job: deletes expired counters. */
export async function deleteExpiredAttempts(): Promise<void> {
  await db.$executeRaw`DELETE FROM limits.attempts WHERE expire < ${BigInt(Date.now())}`;
}
