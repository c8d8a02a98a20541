import { setTimeout as delay } from "node:timers/promises";
import { Figures, type Line, step } from "../figures";
import type { Peer, Session } from "./peer";

const readers = 90;
const writers = 30;
const roundMs = 3_000;
const slowestMs = 200;
/** Updates a second, more and more; thirty people send at most a hundred each, the limit of the portal. */
const rates = [250, 500, 750, 1_000, 1_300, 1_600, 2_000, 2_400, 2_800];
const minRate = 1_600;

/**
 * How many updates a second reach ninety readers before the slowest hundredth takes too long; the two in turn. Without
 * carets. Letters are counted, not frames: both servers merge what arrives together.
 */
export async function pressureLines(peers: readonly [Peer, Peer]): Promise<Line[]> {
  const [ours, theirs] = peers;
  const most = { ours: 0, theirs: 0 };
  for (const round of [1, 2]) {
    step(`updates a second of ${writers} writers to ${readers} readers, ${round} of 2`);
    most.ours = Math.max(most.ours, await highestRate(ours));
    most.theirs = Math.max(most.theirs, await highestRate(theirs));
  }
  const shares = { ours: await processorShare(ours), theirs: await processorShare(theirs) };
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return [
    {
      what: `durable updates a second of ${writers} writers to ${readers} readers before p99 passes ${slowestMs} ms`,
      figure: `${most.ours}`,
      limit: `${minRate} (Hocuspocus, from memory: ${most.theirs})`,
      kept: most.ours >= minRate,
    },
    {
      what: `processor time of the process at ${minRate} updates a second, of one core`,
      figure: percent(shares.ours),
      limit: `(Hocuspocus ${percent(shares.theirs)})`,
    },
  ];
}

/** Says how near a server is to its end on a machine that others use too, where delays say little. */
async function processorShare(peer: Peer): Promise<number> {
  const session = await peer.session({ readers, writers, lean: true });
  const before = await peer.cpu();
  await delayAt(session, minRate);
  const used = (await peer.cpu()) - before;
  await session.close();
  return used / roundMs;
}

async function highestRate(peer: Peer): Promise<number> {
  let highest = 0;
  for (const rate of rates) {
    const session = await peer.session({ readers, writers, lean: true });
    const p99 = await delayAt(session, rate);
    await session.close();
    await delay(300);
    if (p99 > slowestMs) break;
    highest = rate;
  }
  return highest;
}

/** Updates of one text arrive nearly in their order: the n-th letter that a reader receives is the n-th typed. */
async function delayAt(session: Session, rate: number): Promise<number> {
  const typedAt: number[] = [];
  const received: number[] = Array(readers).fill(0);
  const delays = new Figures();
  session.onReceived((reader, letters) => {
    const now = performance.now();
    for (let letter = 0; letter < letters; letter++) {
      const at = typedAt[received[reader] ?? 0];
      received[reader] = (received[reader] ?? 0) + 1;
      if (at) delays.add(now - at);
    }
  });
  const since = performance.now();
  const total = (rate * roundMs) / 1000;
  while (typedAt.length < total) {
    const due = Math.min(total, ((performance.now() - since) / 1000) * rate);
    while (typedAt.length < due) {
      typedAt.push(performance.now());
      session.type(typedAt.length % writers);
    }
    await delay(2);
  }
  const patience = performance.now() + 5 * slowestMs;
  while (delays.values.length < total * readers && performance.now() < patience) await delay(10);
  const missing = total * readers - delays.values.length;
  return missing > (total * readers) / 100 ? Number.POSITIVE_INFINITY : delays.percentile(99);
}
