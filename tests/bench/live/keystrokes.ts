import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { Figures, type Line, ms, step } from "../figures";
import type { Peer, Session } from "./peer";

const keystrokes = 200;
/** A brisk typist's pause, in milliseconds. */
const pauseMs = 15;

/** One keystroke, until the last of the readers has it; the two servers and the bare commit in turn, so that all meet the same noise. */
export async function keystrokeLines(
  peers: readonly [Peer, Peer],
  readers: number,
  database: pg.Pool,
): Promise<Line[]> {
  step(`a keystroke to ${readers} readers`);
  const runs = await Promise.all(
    peers.map(async (peer) => ({
      session: await peer.session({ readers, carets: true }),
      times: new Figures(),
    })),
  );
  const [ours, theirs] = runs as [Run, Run];
  for (const { session } of runs) await typeOnce(session, readers, new Figures()); // the paragraph itself
  const commits = new Figures();
  for (let count = 0; count < keystrokes; count++) {
    for (const { session, times } of runs) {
      await typeOnce(session, readers, times);
      await delay(pauseMs);
    }
    await commitOnce(database, commits);
  }
  for (const { session } of runs) await session.close();
  return [50, 99].map((percent) => {
    const most = theirs.times.percentile(percent) + commits.percentile(percent);
    const figure = ours.times.percentile(percent);
    return {
      what: `a keystroke to ${readers} readers, p${percent}`,
      figure: ms(figure),
      limit: `${ms(most)} (Hocuspocus ${ms(theirs.times.percentile(percent))} + a commit ${ms(commits.percentile(percent))})`,
      kept: figure <= most,
    };
  });
}

interface Run {
  session: Session;
  times: Figures;
}

const waiting = new WeakMap<Session, () => void>();

/** Every reader's time is a figure. */
async function typeOnce(session: Session, readers: number, times: Figures): Promise<void> {
  const since = { at: 0 };
  let missing = readers;
  await new Promise<void>((resolve) => {
    if (!waiting.has(session)) session.onReceived(() => waiting.get(session)?.());
    waiting.set(session, () => {
      times.add(performance.now() - since.at);
      missing -= 1;
      if (missing === 0) resolve();
    });
    since.at = performance.now();
    session.type();
  });
}

/** What it costs to make one row durable, and nothing else. */
async function commitOnce(database: pg.Pool, times: Figures): Promise<void> {
  const since = performance.now();
  await database.query(`UPDATE "Network" SET "acronym" = "acronym"`);
  times.add(performance.now() - since);
}
