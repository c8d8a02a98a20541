import pg from "pg";
import { type Bench, Figures, type Line, ms, step } from "./figures";
import { getter, measureInTurn } from "./pages/pressure";
import { startBenchPortal } from "./portal";
import { fillRecommendations } from "./recommendations/generate";

const rounds = 8;
const perRound = 15;
/** How much slower than a page of a thread the table may be. */
const maxRatio = 2;

/** Pages of the table of follow-up, by what is asked of it. */
const tables = {
  "the table": "",
  "filtered by status and grouped by authority": "?statut=started&groupe=authority",
  "grouped by theme": "?groupe=theme",
  "grouped by source": "?groupe=source",
  "overdue, by deadline": "?retard=oui&tri=due",
} as const;

/**
 * The table of follow-up over 10,000 recommendations with 30,000 addressees, filtered and grouped, beside a page of a thread
 * in turn, so that both meet the same noise.
 */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const database = new pg.Client({ connectionString: portal.ownerUrl });
  await database.connect();
  try {
    step("10,000 recommendations, 30,000 addressees");
    await fillRecommendations(database);
    const { cookieHeader: cookie } = await portal.signIn("member");
    const { rows } = await database.query<{ id: string }>(
      `SELECT t."id" FROM "Thread" t JOIN "Space" s ON s."id" = t."spaceId" WHERE s."kind" = 'network'
       ORDER BY t."postCount" DESC, t."id" LIMIT 1`,
    );
    const thread = getter(`${portal.url}/fils/${rows[0]?.id}`, cookie);
    const pages = Object.entries(tables).map(([what, query]) => ({
      what,
      get: getter(`${portal.url}/recommandations${query}`, cookie),
      times: new Figures(),
    }));
    const threads = new Figures();
    for (const get of [thread, ...pages.map((page) => page.get)]) await measureInTurn(get, 30);
    for (let round = 0; round < rounds; round++) {
      step(`round ${round + 1} of ${rounds}`);
      for (const value of (await measureInTurn(thread, perRound)).values) threads.add(value);
      for (const { get, times } of pages)
        for (const value of (await measureInTurn(get, perRound)).values) times.add(value);
    }
    const base = threads.percentile(95);
    return [
      { what: "a page of a thread: p95", figure: ms(base) },
      ...pages.map(({ what, times }): Line => {
        const p95 = times.percentile(95);
        return {
          what: `${what}: p95`,
          figure: `${ms(p95)}, ${(p95 / base).toFixed(2)} ×`,
          limit: `${maxRatio} ×`,
          kept: p95 <= maxRatio * base,
        };
      }),
    ];
  } finally {
    await database.end();
    await portal.stop();
  }
};
