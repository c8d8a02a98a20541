import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../../tests/support/database";
import { makeSpace } from "../../../tests/support/spaces";
import { viewerOf } from "../../../tests/support/threads";
import { viewerWithoutSession } from "../../accounts/current-rights.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { writePost } from "../../discussions/posts.server";
import { startThread } from "../../discussions/threads.server";
import { deliverWaiting } from "../../outbox/outbox.server";
import { changeMembers } from "../../workspaces/member-actions.server";
import { registerCancellation } from "../cancellation.server";
import { type Loudness, type MailRhythm, mailRhythms } from "../levels";
import { markThingRead } from "../notices.server";
import { registerNoticeKinds } from "../write-notices.server";
import { sendDueMails } from "./send-mails.server";

const { ports } = useDatabase("demonstration");
const hour = 3_600_000;
const people = 60;
const hoursOfWeek = 7 * 24;
/** Niamey is an hour ahead of UTC, all year. */
const zoneMs = hour;

/** A generator of numbers from 0 to 1 with a fixed seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What one of the sixty should get, computed by rules of its own: no query, no code of the portal. */
class Expected {
  /** By thread: events that no mail has told, since when they wait, and whether they may leave at once. */
  readonly #waiting = new Map<string, { count: number; since: number; loud: boolean; read: boolean }>();
  readonly #levels: Map<string, Loudness>;
  /** When the person was told last of a thread whose notice is still unread. */
  readonly mails: { at: number; count: number }[] = [];
  gone = false;

  constructor(
    readonly rhythm: MailRhythm,
    readonly hourOfDay: number,
    levels: Map<string, Loudness>,
  ) {
    this.#levels = levels;
  }

  hear(thread: string, at: number): void {
    const level = this.#levels.get(thread);
    if (this.gone || (level !== "all" && level !== "digest")) return;
    const known = this.#waiting.get(thread);
    const loud = level === "all";
    if (known && !known.read) {
      known.count++;
      known.loud ||= loud;
    } else this.#waiting.set(thread, { count: 1, since: at, loud, read: false });
  }

  read(thread: string): void {
    this.#waiting.delete(thread);
  }

  /** The job runs. */
  run(at: number): void {
    if (this.gone || this.rhythm === "never") return;
    const waiting = [...this.#waiting.values()].filter(({ count }) => count > 0);
    const slot = this.#slot(at);
    const atOnce = (loud: boolean) => this.rhythm === "at_once" && loud;
    const digest = waiting.some(({ since, loud }) => since < slot && !atOnce(loud));
    const told = waiting.filter(({ since, loud }) => digest || (atOnce(loud) && since <= at - 2 * 60_000));
    if (told.length === 0) return;
    this.mails.push({ at, count: told.reduce((sum, { count }) => sum + count, 0) });
    for (const each of told) Object.assign(each, { count: 0, since: at });
  }

  #slot(at: number): number {
    const local = at + zoneMs;
    const back = (unit: number, offset: number) =>
      Math.floor((local - offset) / unit) * unit + offset - zoneMs;
    if (this.rhythm === "hourly") return back(hour, 0);
    const day = 24 * hour;
    // 1 January 1970 was a Thursday: the first Monday was four days later.
    if (this.rhythm === "weekly") return back(7 * day, 4 * day + this.hourOfDay * hour);
    return back(day, this.hourOfDay * hour);
  }
}

interface Member {
  viewer: Viewer;
  email: string;
  expected: Expected;
}

let author: Viewer;
let space: string;
const threads: string[] = [];
const members: Member[] = [];

beforeAll(async () => {
  registerNoticeKinds();
  registerCancellation();
  author = await viewerOf("jmed.point-focal");
  space = await makeSpace({ facilitator: author.personId });
  for (let number = 0; number < 4; number++) {
    const thread = { title: `Sujet secret ${number}`, body: "Premier", key: newId() };
    threads.push((await startThread(author, { spaceId: space, themeIds: [] }, thread)).threadId);
  }
  await deliverWaiting();
});

async function makeMembers(random: () => number): Promise<void> {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  for (let number = 0; number < people; number++) {
    const email = `semaine${number}@essai.example`;
    const personId = newId();
    const [rhythm, hourOfDay] = [pick(mailRhythms), Math.floor(random() * 24)];
    const levels = new Map(
      threads.map((thread) => [thread, pick(["all", "digest", "mute", "mentions"] as const)]),
    );
    const createdAt = ports.clock.now();
    await db.person.create({
      data: {
        id: personId,
        email,
        name: `Personne ${number}`,
        createdAt,
        noticeSettings: { create: { rhythm, hour: hourOfDay, content: random() < 0.5 } },
        spaces: { create: { spaceId: space, role: "member", createdAt } },
        noticeLevels: {
          create: [...levels].map(([thingId, loudness]) => ({
            thing: "thread",
            thingId,
            loudness,
            setAt: createdAt,
          })),
        },
      },
    });
    const viewer = (await viewerWithoutSession(personId)) as Viewer;
    members.push({ viewer, email, expected: new Expected(rhythm, hourOfDay, levels) });
  }
}

test("E2, E8, E11: a week of sixty people with mixed rhythms and levels: each gets exactly the mails they should", async () => {
  const random = randomFrom(20_261_201);
  await makeMembers(random);
  ports.sent.length = 0;
  const got: { to: string; at: number; count: number; mail: string }[] = [];
  ports.mailer.send = async (message) => {
    const count = Number(/(\d+) nouveauté/.exec(message.subject)?.[1]);
    got.push({ to: message.to, at: ports.clock.now().getTime(), count, mail: JSON.stringify(message) });
  };
  /** Two days of the week in which the mail server is away. */
  const isAway = (hours: number) => hours >= 60 && hours < 108;
  const send = ports.mailer.send;
  for (let hours = 0; hours < hoursOfWeek; hours++) {
    for (let posts = random() < 0.4 ? 1 + Math.floor(random() * 3) : 0; posts > 0; posts--) {
      const thread = threads[Math.floor(random() * threads.length)] as string;
      ports.clock.advance(60_000);
      const at = ports.clock.now().getTime();
      await writePost(author, thread, { body: `Mot secret ${hours}`, key: newId() });
      for (const { expected } of members) expected.hear(thread, at);
    }
    await deliverWaiting();
    for (const { viewer, expected } of members) {
      if (random() > 0.01) continue;
      const thread = threads[Math.floor(random() * threads.length)] as string;
      await markThingRead(viewer, "thread", thread);
      expected.read(thread);
    }
    const leaving = random() < 0.04 ? members[Math.floor(random() * members.length)] : undefined;
    if (leaving && !leaving.expected.gone) {
      await changeMembers(author, space, { what: "remove", person: leaving.viewer.personId });
      leaving.expected.gone = true;
    }
    ports.clock.advance(hour - (ports.clock.now().getTime() % hour));
    ports.mailer.send = isAway(hours)
      ? async () => Promise.reject(Object.assign(new Error("away"), { syscall: "connect" }))
      : send;
    await sendDueMails();
    if (!isAway(hours)) for (const { expected } of members) expected.run(ports.clock.now().getTime());
  }
  for (const { email, expected } of members) {
    const own = got.filter(({ to }) => to === email).map(({ at, count }) => ({ at, count }));
    expect(own, `${email} ${expected.rhythm} ${expected.hourOfDay}`).toEqual(expected.mails);
  }
  expect(got.length).toBeGreaterThan(500);
  const subjects = got.map(({ mail }) => (JSON.parse(mail) as { subject: string }).subject);
  expect(subjects.filter((subject) => /secret|Personne|Groupe/.test(subject))).toEqual([]);
});
