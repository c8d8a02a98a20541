import pg from "pg";
import { type Bench, Figures, type Line, ms, step } from "./figures";
import {
  atOnce,
  type Get,
  getter,
  measureInTurn,
  measurePressure,
  serve,
  serveBareApp,
} from "./pages/pressure";
import { startBenchPortal } from "./portal";
import { fillSpace, joinSpaces } from "./spaces/generate";

const inTurn = 200;
const rounds = 25;
const roundMs = 1_000;
/** Until then V8 makes faster code of what is asked for: a portal runs for weeks. Both sides get as long. */
const warmMs = 8_000;
/** The least part of a bare Remix page's throughput. */
const leastRatio = 0.4;

/**
 * The home of a space with 500 threads, 500 texts and 5,000 tasks beside a bare Remix page of the same HTML, in turn, so
 * that both meet the same noise; the far end of its lists; and what a viewer with 300 spaces pays.
 */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const database = new pg.Client({ connectionString: portal.ownerUrl });
  await database.connect();
  try {
    const email = await portal.emailOf("member");
    step("500 threads, 500 texts, 5,000 tasks");
    const { space, far } = await fillSpace(database, email);
    // Whose rights have risen gets another session: one signs in after that.
    const { cookieHeader: cookie } = await portal.signIn("member");
    const home = `${portal.url}/espaces/${space}`;
    const lines = await measureHome(home, cookie);
    for (const { what, figure } of lines) step(`${what}: ${figure}`);
    for (const [what, near, end] of [
      ["the first and the last threads of the space", "fils", far.threads],
      ["its first and last texts", "textes", far.documents],
      ["its first and last tasks", "taches", far.tasks],
    ] as const) {
      const [first, last] = [`${home}/${near}`, `${home}/${near}?apres=${encodeURIComponent(end)}`];
      lines.push(await measureEnds(what, getter(first, cookie), getter(last, cookie)));
    }
    step("a viewer with 3 spaces, then with 300");
    const few = await queriesOf(database, getter(home, cookie));
    await joinSpaces(database, email, 297);
    const again = await portal.signIn("member");
    const many = await queriesOf(database, getter(home, again.cookieHeader));
    lines.push({
      what: "queries of the home, for a viewer with 3 spaces and with 300",
      figure: `${few}, ${many}`,
      limit: "no more",
      kept: many <= few,
    });
    return lines;
  } finally {
    await database.end();
    await portal.stop();
  }
};

async function measureHome(home: string, cookie: string): Promise<Line[]> {
  const answer = await fetch(home, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`The space's home answers ${answer.status}.`);
  const html = await answer.text();
  const peers = [
    {
      what: "a bare Remix page of the same HTML: `remix-serve`, Remix's own entry",
      ...(await serveBareApp(html)),
    },
    {
      what: "its elements without that server and that entry",
      ...(await serve("bare-remix.tsx", html, "elements")),
    },
    { what: "one string without them", ...(await serve("bare-remix.tsx", html)) },
  ];
  const gets = [home, ...peers.map(({ url }) => url)].map((url) => getter(url, cookie));
  for (const get of gets) await measurePressure(get, warmMs);
  const figures = gets.map(() => new Figures());
  const parts = peers.map(() => new Figures());
  for (let round = 0; round < rounds; round++) {
    step(`round ${round + 1} of ${rounds}`);
    const [ours = Number.NaN, ...theirs] = await eachInTurn(gets);
    for (const [index, pages] of [ours, ...theirs].entries()) figures[index]?.add(pages);
    // Of neighbours in time: what the machine gives changes within a run.
    for (const [index, pages] of theirs.entries()) parts[index]?.add(ours / pages);
  }
  const times = await measureInTurn(getter(home, cookie), inTurn);
  await Promise.all(peers.map(({ child }) => child.stop("SIGKILL")));
  const [ours = Number.NaN, ...theirs] = figures.map((each) => each.percentile(50));
  const [ratio = Number.NaN, second = Number.NaN] = parts.map((each) => each.percentile(50));
  const size = `${Math.round(html.length / 1024)} kB`;
  return [
    { what: `the space's home (${size} of HTML), ${atOnce} at a time`, figure: `${ours} pages/s` },
    ...peers.map(({ what }, index) => ({ what, figure: `${theirs[index]} pages/s` })),
    {
      what: "the home as a part of the first of these",
      figure: ratio.toFixed(2),
      limit: `≥ ${leastRatio}`,
      kept: ratio >= leastRatio,
    },
    {
      what: "the home as a part of the second",
      figure: second.toFixed(2),
    },
    { what: "the space's home: p50, one at a time", figure: ms(times.percentile(50)) },
    { what: "the space's home: p99, one at a time", figure: ms(times.percentile(99)) },
  ];
}

async function eachInTurn(gets: readonly Get[]): Promise<number[]> {
  const pages: number[] = [];
  for (const get of gets) pages.push(await measurePressure(get, roundMs));
  return pages;
}

/** A list costs at its far end what it costs at its beginning. */
async function measureEnds(what: string, first: Get, last: Get): Promise<Line> {
  for (const get of [first, last]) await measureInTurn(get, 20);
  const [near, far] = [await measureInTurn(first, 60), await measureInTurn(last, 60)];
  const [one, other] = [near.percentile(50), far.percentile(50)];
  return { what: `${what}: p50`, figure: `${ms(one)}, ${ms(other)}`, limit: "twice", kept: other <= 2 * one };
}

const asked = 200;
/** What a connection counted it tells at the latest when it has been idle for ten seconds (PGSTAT_IDLE_INTERVAL). */
const toldWithinSeconds = 11;

/** PostgreSQL's own count of what a page asks, without what the portal asks by itself meanwhile. */
async function queriesOf(database: pg.Client, get: Get): Promise<number> {
  await measureInTurn(get, 5);
  const [idle, busy] = [
    await transactionsDuring(database, async () => undefined),
    await transactionsDuring(database, () => measureInTurn(get, asked)),
  ];
  return Math.round((busy - idle) / asked);
}

async function transactionsDuring(database: pg.Client, work: () => Promise<unknown>): Promise<number> {
  const before = await countTransactions(database);
  await work();
  return (await countTransactions(database)) - before;
}

async function countTransactions(database: pg.Client): Promise<number> {
  await database.query("SELECT pg_sleep($1)", [toldWithinSeconds]);
  await database.query("SELECT pg_stat_clear_snapshot()");
  const { rows } = await database.query<{ n: string }>(
    "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()",
  );
  return Number(rows[0]?.n);
}
