import pg from "pg";
import { type Bench, Figures, type Line, ms, step } from "./figures";
import { fillPages } from "./pages/fill";
import { atOnce, type Get, getter, measureInTurn, measurePressure, serveBareApp } from "./pages/pressure";
import { type BenchPortal, startBenchPortal } from "./portal";

/*
 * The pages that people open most, signed in, on the production build.
 *
 * The peer is the same HTML by `remix-serve`: Remix's own server and default entry as an app without its own gets them
 * (`pages/bare-app.tsx`), NODE_ENV=production, compression and request log on, which are its defaults; one route that
 * renders one React element for each tag, at each request. It has no session, no database and no components.
 *
 * NodeBB 4 could not be installed on this machine. On 30 November it served the same thread at 72 pages a second beside 114
 * of this peer, so the limit of the thread page is 72 / 114 of the peer. Its p95, 24 ms beside 33 of the portal, has no
 * counterpart in one run: p95 is shown without a limit.
 */

/** Rounds in turn, so that both sides meet the same noise; the ratio of a round divides neighbours in time. */
const rounds = Number(process.env.ROUNDS ?? 15);
const roundMs = 1_000;
/** V8 optimises what is requested often; a portal runs for weeks. */
const warmMs = 5_000;
const inTurn = 200;

interface Page {
  name: string;
  path: string;
  /** Minimum part of the peer's pages per second. */
  least?: number;
}

export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const database = new pg.Client({ connectionString: portal.ownerUrl });
  await database.connect();
  try {
    const filled = await fillPages(database);
    const { cookieHeader: cookie } = await portal.signIn("member");
    const pages: Page[] = [
      { name: "thread of 20 posts", path: filled.thread, least: 72 / 114 },
      { name: "reading page of a document of two pages", path: filled.document, least: 0.6 },
      { name: "home", path: "/", least: 0.75 },
      { name: "directory", path: "/annuaire" },
    ];
    const lines: Line[] = [];
    for (const page of pages) lines.push(...(await measurePage(page, portal, cookie)));
    const [long, short] = [filled.longThread, filled.shortThread].map((path) =>
      getter(portal.url + path, cookie),
    );
    if (long && short) lines.push(...(await measureLength(long, short)));
    return lines;
  } finally {
    await database.end();
    await portal.stop();
  }
};

async function measurePage(
  { name, path, least }: Page,
  portal: BenchPortal,
  cookie: string,
): Promise<Line[]> {
  const html = await htmlOf(portal.url + path, cookie);
  const peer = await serveBareApp(html);
  const [ours, theirs] = [getter(portal.url + path, cookie), getter(peer.url, cookie)];
  const result = await inRounds(name, ours, theirs);
  const times = [await measureInTurn(ours, inTurn), await measureInTurn(theirs, inTurn)];
  const [ourCpu, theirCpu] = [await cpuPerPage(ours, portal), await cpuPerPage(theirs, peer.child)];
  await peer.child.stop("SIGKILL");
  const [our95, their95] = times.map((each) => ms(each.percentile(95)));
  return [
    {
      what: `${name} (${Math.round(html.length / 1024)} kB, ${countTags(html)} elements): ${atOnce} at a time`,
      figure: `${result.first} pages/s; the same HTML ${result.second}`,
    },
    ratioLine(`${name}: as a part of the same HTML`, result.ratio, least),
    { what: `${name}: p95, one at a time`, figure: `${our95}; the same HTML ${their95}` },
    {
      what: `${name}: processor time of the process`,
      figure: `${ms(ourCpu)}; the same HTML ${ms(theirCpu)}`,
    },
  ];
}

async function measureLength(long: Get, short: Get): Promise<Line[]> {
  const { first, second, ratio } = await inRounds("a thread of 5,000 posts beside one of 50", long, short);
  return [
    {
      what: `threads of 5,000 and of 50 posts: ${atOnce} at a time`,
      figure: `${first}, ${second} pages/s`,
    },
    ratioLine("the long thread as a part of the short one", ratio, 0.95),
  ];
}

async function htmlOf(address: string, cookie: string): Promise<string> {
  const answer = await fetch(address, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}.`);
  return await answer.text();
}

const countTags = (html: string): number => html.match(/<[a-z]/g)?.length ?? 0;

function ratioLine(what: string, ratio: number, least?: number): Line {
  const line: Line = { what, figure: ratio.toFixed(2) };
  return least ? { ...line, limit: `≥ ${least.toFixed(2)}`, kept: ratio >= least } : line;
}

/** Less sensitive than pages per second to what else a machine does. */
async function cpuPerPage(get: Get, server: { cpu(): Promise<number> }): Promise<number> {
  const before = await server.cpu();
  await measureInTurn(get, inTurn);
  return ((await server.cpu()) - before) / inTurn;
}

/** Medians of both sides in pages per second, and of the ratios of the rounds. */
async function inRounds(name: string, one: Get, other: Get) {
  step(name);
  for (const get of [one, other]) await measurePressure(get, warmMs);
  const [first, second, ratio] = [new Figures(), new Figures(), new Figures()];
  for (let round = 0; round < rounds; round++) {
    const [ours, theirs] = [await measurePressure(one, roundMs), await measurePressure(other, roundMs)];
    first.add(ours);
    second.add(theirs);
    ratio.add(ours / theirs);
  }
  const middle = (figures: Figures) => figures.percentile(50);
  return { first: middle(first), second: middle(second), ratio: middle(ratio) };
}
