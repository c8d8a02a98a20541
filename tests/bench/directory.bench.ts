import pg from "pg";
import { createServer } from "vite";
import type { Viewer } from "../../app/authorization/viewer";
import { generate } from "./directory/generate";
import { type Bench, Figures, type Line, ms, step } from "./figures";
import { startBenchPortal } from "./portal";

const rounds = 60;
const sizes = [1_000, 10_000, 100_000];
/** At this size the limits hold; the others show how the cost grows. */
const judged = 10_000;
const asked = ["juristes agadez", "migrants", "association femmes", "droits humains zinder", "jeunes paix"];
const facets = "region=NE-1&theme=acces-justice";
const largestRatio = 5;
const searchers = 10;

/** The rooms' own modules, through Vite: their catalogues are gathered by it. */
async function loadRooms() {
  const vite = await createServer({
    configFile: false,
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, watch: null },
  });
  const load = <Module>(path: string) => vite.ssrLoadModule(path) as Promise<Module>;
  return {
    close: () => vite.close(),
    database: await load<typeof import("../../app/db/database.server")>("/app/db/database.server.ts"),
    directory: await load<typeof import("../../app/directory/organisation-search.server")>(
      "/app/directory/organisation-search.server.ts",
    ),
    index: await load<typeof import("../../app/organisations/index.server")>(
      "/app/organisations/index.server.ts",
    ),
    organisations: await load<typeof import("../../app/directory/directory-query-form.server")>(
      "/app/directory/directory-query-form.server.ts",
    ),
    ports: await load<typeof import("../support/ports")>("/tests/support/ports.ts"),
  };
}
type Rooms = Awaited<ReturnType<typeof loadRooms>>;

/** A search with two facets, beside the bare indexed query of the same words, at three sizes; then ten who type. */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const rooms = await loadRooms();
  rooms.ports.testPorts();
  rooms.database.connectDatabase(portal.databaseUrl, 4);
  const lines: Line[] = [];
  try {
    const viewer = await somebody(rooms);
    let there = 0;
    for (const size of sizes.slice(0, Number(process.env.BENCH_SIZES ?? sizes.length))) {
      step(`${size} organisations and ${size * 5} people`);
      await fill(rooms, portal.databaseUrl, there, size);
      there = size;
      const measured = await measure(rooms, viewer, size, portal.databaseUrl);
      // The largest size takes long to fill: what is known already is said.
      for (const { what, figure } of measured) step(`${what}: ${figure}`);
      lines.push(...measured);
      if (size === judged) lines.push(...(await beside(portal)));
    }
  } finally {
    await rooms.database.disconnectDatabase();
    await rooms.close();
    await portal.stop();
  }
  return lines;
};

/** A member of the network, as a request would find them. */
async function somebody({ database }: Rooms): Promise<Viewer> {
  const membership = await database.db.membership.findFirstOrThrow({
    where: { organisation: { admission: { class: "active", frozenAt: null } } },
  });
  return {
    personId: membership.personId,
    sessionId: "bench",
    name: "Banc",
    role: null,
    rights: 0,
    locale: "fr",
    memberships: [
      { organisationId: membership.organisationId, role: "member", class: "active", state: "admitted" },
    ],
  } as Viewer;
}

async function fill(
  { database, index }: Rooms,
  databaseUrl: string,
  from: number,
  to: number,
): Promise<void> {
  const ids = await generate(databaseUrl, from, to);
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    await database.inTransaction((tx) => index.indexOrganisations(tx, some), { timeoutMs: 120_000 });
  }
}

const addressOf = (q: string) => `q=${encodeURIComponent(q)}&${facets}`;
const search = ({ directory, organisations }: Rooms, viewer: Viewer, q: string) =>
  directory.searchDirectory(
    viewer,
    organisations.readDirectoryQuery(new URLSearchParams(addressOf(q))),
    "fr",
  );

/** The same words as an indexed full-text query by the bare driver: the first twenty, and how many there are. */
const bareQuery = `SELECT i."organisationId", count(*) OVER () FROM "OrganisationIndex" i
  WHERE i."vector" @@ plainto_tsquery('portal_french', $1)
  ORDER BY ts_rank(i."vector", plainto_tsquery('portal_french', $1)) DESC LIMIT 20`;

async function measure(rooms: Rooms, viewer: Viewer, size: number, databaseUrl: string): Promise<Line[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const [ours, bare, ratios] = [new Figures(), new Figures(), new Figures()];
  for (let round = 0; round < rounds; round++) {
    const q = asked[round % asked.length] ?? "";
    const whole = await timed(() => search(rooms, viewer, q));
    const alone = await timed(() => client.query(bareQuery, [q]));
    if (round < 10) continue; // warm
    ours.add(whole);
    bare.add(alone);
    ratios.add(whole / alone);
  }
  await client.end();
  const ratio = ours.percentile(50) / bare.percentile(50);
  const limits = size === judged ? { limit: `≤ ${largestRatio} ×`, kept: ratio <= largestRatio } : {};
  return [
    { what: `${size}: search with two facets, counts and page, p50`, figure: ms(ours.percentile(50)) },
    { what: `${size}: the same, p95`, figure: ms(ours.percentile(95)) },
    { what: `${size}: the bare full-text query, p50`, figure: ms(bare.percentile(50)) },
    { what: `${size}: ratio of the medians`, figure: `${ratio.toFixed(1)} ×`, ...limits },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** What a browser asks for as one types into the directory: the list's data, not the page. */
const asTyped = (q: string) =>
  `/annuaire.data?${new URLSearchParams({ q, _routes: "directory/directory.route" })}`;

/** The thread page alone, then while ten people type three letters a second into the directory. */
async function beside(portal: Awaited<ReturnType<typeof startBenchPortal>>): Promise<Line[]> {
  const visitor = await portal.signIn("member");
  const list = await (await visitor.get("/fils")).text();
  const thread = /href="(\/fils\/[\w-]{36}[^"]*)"/.exec(list)?.[1] ?? "/fils";
  const read = async () => void (await (await visitor.get(thread)).text());
  const pages = async () => {
    const times = new Figures();
    for (let page = 0; page < 60; page++) times.add(await timed(read));
    return times;
  };
  await pages(); // warm
  const alone = await pages();
  let typing = true;
  const typists = Array.from({ length: searchers }, async (_, index) => {
    const word = asked[index % asked.length] ?? "migrants";
    // With one letter the list does not follow yet.
    for (let letters = 2; typing; letters = letters < word.length ? letters + 1 : 2) {
      const next = new Promise((resolve) => setTimeout(resolve, 1000 / 3));
      await (await visitor.get(asTyped(word.slice(0, letters)))).text();
      await next;
    }
  });
  const amid = await pages();
  typing = false;
  await Promise.all(typists);
  const ratio = amid.percentile(95) / alone.percentile(95);
  return [
    { what: `${judged}: thread page alone, p95`, figure: ms(alone.percentile(95)) },
    {
      what: `${judged}: thread page while ${searchers} type three letters a second, p95`,
      figure: `${ms(amid.percentile(95))} (${ratio.toFixed(1)} ×)`,
      limit: "< 2 ×",
      kept: ratio < 2,
    },
  ];
}
