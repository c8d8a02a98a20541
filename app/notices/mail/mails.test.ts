import nodemailer from "nodemailer";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../../tests/support/database";
import { makeSpace } from "../../../tests/support/spaces";
import { viewerOf } from "../../../tests/support/threads";
import { changePassword } from "../../accounts/account.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { writePost } from "../../discussions/posts.server";
import { startThread } from "../../discussions/threads.server";
import { deliverWaiting } from "../../outbox/outbox.server";
import type { MailMessage } from "../../services/services.server";
import { changeMembers } from "../../workspaces/member-actions.server";
import { changeTasks } from "../../workspaces/tasks.server";
import { registerCancellation } from "../cancellation.server";
import type { MailSettings } from "../levels";
import { setLevel } from "../levels.server";
import {
  findMailDelivery,
  registerMailSettings,
  resumeMails,
  saveMailSettings,
} from "../mail-settings.server";
import { markThingRead } from "../notices.server";
import { registerNoticeKinds } from "../write-notices.server";
import { maxMailBytes } from "./mail-body";
import { sendDueMails } from "./send-mails.server";
import { readUnsubscribing, unsubscribe } from "./unsubscribing.server";

const { ports } = useDatabase("demonstration");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let jmed: Viewer;
let agadez: Viewer;
let zinder: Viewer;
let emails: Map<string, string>;

beforeAll(async () => {
  registerNoticeKinds();
  registerCancellation();
  registerMailSettings();
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  zinder = await viewerOf("zinder");
  const people = await db.person.findMany({ select: { id: true, email: true } });
  emails = new Map(people.map(({ id, email }) => [id, email]));
});

beforeEach(async () => {
  ports.mailer.send = async (message) => void ports.sent.push(message);
  await deliverWaiting();
  await db.notice.deleteMany();
  await db.noticeLevel.deleteMany();
  await db.noticeMail.deleteMany();
  await db.noticeSettings.deleteMany();
  ports.sent.length = 0;
});

const post = (body = "Un message") => ({ body, key: newId() });
const rhythm = (viewer: Viewer, settings: Partial<MailSettings>) =>
  saveMailSettings(viewer, { rhythm: "daily", hour: 6, content: false, ...settings });
const mailsTo = ({ personId }: Viewer): MailMessage[] =>
  ports.sent.filter(({ to }) => to === emails.get(personId));

/** Lets time pass, then delivers and sends what is due, as the jobs of a portal do. */
async function pass(milliseconds = 3 * minute): Promise<void> {
  await deliverWaiting();
  ports.clock.advance(milliseconds);
  await sendDueMails();
}

/** A private space of jmed's with agadez and a thread that agadez began. */
async function makeGroup(title = "Une discussion d’essai"): Promise<{ space: string; thread: string }> {
  const space = await makeSpace({ facilitator: jmed.personId, name: "Cellule d’appui" });
  await db.spaceMember.create({
    data: { spaceId: space, personId: agadez.personId, role: "member", createdAt: new Date() },
  });
  const begun = await startThread(agadez, { spaceId: space, themeIds: [] }, { title, ...post("Premier") });
  await deliverWaiting();
  await db.notice.deleteMany();
  return { space, thread: begun.threadId };
}

/** What a failing mail server makes nodemailer throw. */
const smtpError = (fields: { command: string; responseCode?: number; syscall?: string }) =>
  Object.assign(new Error("550 or no answer"), fields);

describe("when a mail leaves", () => {
  test("E2: a digest leaves at the hour of its rhythm, without what was read before; an empty one is not sent", async () => {
    await rhythm(agadez, { rhythm: "hourly" });
    const [one, other] = [await makeGroup(), await makeGroup()];
    await writePost(jmed, one.thread, post());
    await writePost(jmed, other.thread, post());
    await writePost(jmed, other.thread, post());
    await pass(minute);
    expect(mailsTo(agadez)).toEqual([]);
    await markThingRead(agadez, "thread", one.thread);
    await pass(hour);
    expect(mailsTo(agadez)).toMatchObject([{ subject: "REMIDDH\u00a0: 2 nouveautés" }]);
    await writePost(jmed, other.thread, post());
    await deliverWaiting();
    await markThingRead(agadez, "thread", other.thread);
    await pass(hour);
    await pass(day);
    expect(mailsTo(agadez)).toHaveLength(1);
  });

  test("daily and weekly digests leave at the person's hour, by the clock of the network", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "daily", hour: 20 });
    ports.clock.advance(day - (ports.clock.now().getTime() % day) + 18 * hour); // 18:00 UTC is 19:00 in Niamey
    await writePost(jmed, thread, post());
    await pass(59 * minute);
    expect(mailsTo(agadez)).toEqual([]);
    await pass(minute);
    expect(mailsTo(agadez)).toHaveLength(1);
    await rhythm(agadez, { rhythm: "weekly", hour: 20 });
    await writePost(jmed, thread, post());
    const sentOn: number[] = [];
    for (let hours = 0; hours < 8 * 24; hours++) {
      await pass(hour);
      if (mailsTo(agadez).length === 2 && sentOn.length === 0) sentOn.push(ports.clock.now().getTime());
    }
    const at = new Date(sentOn[0] ?? 0);
    expect([at.getUTCDay(), at.getUTCHours()]).toEqual([1, 19]);
    expect(mailsTo(agadez)).toHaveLength(2);
  });

  test("at once means within minutes, what is quiet waits for the day; never means only security", async () => {
    const { space, thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post());
    await pass();
    expect(mailsTo(agadez)).toHaveLength(1);
    await startThread(jmed, { spaceId: space, themeIds: [] }, { title: "Autre", ...post() });
    await pass();
    expect(mailsTo(agadez)).toHaveLength(1);
    await pass(day);
    expect(mailsTo(agadez)).toHaveLength(2);
    await rhythm(agadez, { rhythm: "never" });
    await writePost(jmed, thread, post());
    await pass(8 * day);
    expect(mailsTo(agadez)).toHaveLength(2);
    await db.notice.create({
      data: {
        id: newId(),
        personId: agadez.personId,
        kind: "session.new-device",
        reason: "security",
        importance: 2,
        thing: "account",
        thingId: agadez.personId,
        createdAt: ports.clock.now(),
        changedAt: ports.clock.now(),
      },
    });
    await pass(0);
    const [, , security] = mailsTo(agadez);
    expect(security?.subject).toBe("REMIDDH\u00a0: sécurité de votre compte");
    expect(security?.text).toContain("Connexion depuis un nouvel appareil");
    expect(security?.headers).not.toHaveProperty("List-Unsubscribe");
  });

  test("E1: what another room mails at once is not mailed again", async () => {
    await changePassword(await viewerOf("zinder"), "une autre phrase pour les essais");
    await pass(2 * day);
    expect(await db.notice.count({ where: { kind: "password.changed" } })).toBe(1);
    expect(mailsTo(zinder)).toEqual([]);
  });

  test("E11: two days without the mail server make one digest, with everything, and nothing twice", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "hourly" });
    ports.mailer.send = async () => Promise.reject(smtpError({ command: "CONN", syscall: "connect" }));
    for (let hours = 0; hours < 48; hours++) {
      await writePost(jmed, thread, post());
      await pass(hour);
    }
    ports.mailer.send = async (message) => void ports.sent.push(message);
    await pass(minute);
    expect(mailsTo(agadez)).toMatchObject([{ subject: "REMIDDH\u00a0: 48 nouveautés" }]);
    await pass(day);
    expect(mailsTo(agadez)).toHaveLength(1);
  });

  test("people are prepared for in groups, whatever their number", async () => {
    const people = 450;
    await db.$executeRaw`
      WITH made AS (
        INSERT INTO "Person" ("id", "email", "name", "createdAt")
        SELECT gen_random_uuid(), 'lot' || n || '@essai.example', 'Lot ' || n, now() FROM generate_series(1, ${people}) n
        RETURNING "id")
      INSERT INTO "Notice" ("id", "personId", "kind", "reason", "thing", "thingId", "createdAt", "changedAt")
      SELECT gen_random_uuid(), "id", 'profile.proposed', 'decide', 'organisation', gen_random_uuid(),
        ${ports.clock.now()}::timestamptz, ${ports.clock.now()}::timestamptz FROM made`;
    let most = 0;
    ports.mailer.send = async (message) => {
      ports.sent.push(message);
      most = Math.max(most, await db.noticeMail.count({ where: { state: "prepared" } }));
    };
    await pass(2 * day);
    expect(new Set(ports.sent.map(({ to }) => to)).size).toBe(people);
    expect(ports.sent).toHaveLength(people);
    expect(most).toBeLessThanOrEqual(200);
    await db.person.deleteMany({ where: { email: { startsWith: "lot" } } });
  });
});

describe("E1: a mail is sent once", () => {
  test("also when the process ends before it knows of the answer: again under the same message id, with nothing new in it", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post());
    ports.mailer.send = async (message) => {
      ports.sent.push(message);
      throw Object.assign(new Error("the connection was lost"), { code: "ESOCKET" });
    };
    await pass();
    ports.mailer.send = async (message) => void ports.sent.push(message);
    await writePost(jmed, thread, post());
    await pass();
    await pass();
    const [lost, again, next, ...more] = mailsTo(agadez);
    expect(again?.messageId).toBe(lost?.messageId);
    expect(again?.subject).toBe("REMIDDH\u00a0: 1 nouveauté");
    expect(next?.messageId).not.toBe(lost?.messageId);
    expect(next?.subject).toBe("REMIDDH\u00a0: 1 nouveauté");
    expect(more).toEqual([]);
  });

  test("also by two processes at once", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post());
    await deliverWaiting();
    ports.clock.advance(3 * minute);
    await Promise.all([sendDueMails(), sendDueMails(), sendDueMails()]);
    expect(mailsTo(agadez)).toHaveLength(1);
  });
});

describe("what a mail says", () => {
  test("E3: neither subject nor text names a thread, a person or a space, unless the person asked for content", async () => {
    const { thread } = await makeGroup("Protocole de Tahoua");
    const words = /Protocole|protocole|Cellule|JMED|trois points/;
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post("Voici **trois points** à relire."));
    await pass();
    expect(JSON.stringify(mailsTo(agadez))).not.toMatch(words);
    expect(mailsTo(agadez)[0]?.text).toContain("Réponse\u00a0: 1");
    await rhythm(agadez, { rhythm: "at_once", content: true });
    await writePost(jmed, thread, post("Voici **trois points** à relire."));
    await pass();
    const [, quoting] = mailsTo(agadez);
    expect(quoting?.subject).not.toMatch(words);
    for (const said of [quoting?.text, quoting?.html]) {
      expect(said).toContain("Protocole de Tahoua");
      expect(said).toContain("Voici trois points à relire.");
      expect(said).toContain("JMED");
    }
  });

  test("E3: nothing is quoted from a confidential space, not even in an address", async () => {
    const { space, thread } = await makeGroup("Protocole de Tahoua");
    await db.space.update({ where: { id: space }, data: { confidentiality: "confidential" } });
    await rhythm(agadez, { rhythm: "at_once", content: true });
    await writePost(jmed, thread, post("Voici trois points."));
    await pass();
    expect(mailsTo(agadez)).toHaveLength(1);
    expect(JSON.stringify(mailsTo(agadez))).not.toMatch(/rotocole|Cellule|trois points/);
  });

  test("E6: mails about a thread share its list and refer to one root, without a word of its title", async () => {
    const { thread } = await makeGroup("Protocole de Tahoua");
    await rhythm(agadez, { rhythm: "at_once" });
    for (let posts = 0; posts < 2; posts++) {
      await writePost(jmed, thread, post());
      await pass();
    }
    const [one, two] = mailsTo(agadez);
    expect(one?.inReplyTo).toMatch(/^<fil-[0-9a-f]{32}@localhost>$/);
    expect(two?.inReplyTo).toBe(one?.inReplyTo);
    expect(two?.headers?.["List-Id"]).toBe(one?.headers?.["List-Id"]);
    expect(two?.messageId).not.toBe(one?.messageId);
  });

  test("E10: a digest of much is at most 20 kB as it travels, complete as plain text, without images or tracking", async () => {
    await rhythm(agadez, { rhythm: "hourly", content: true });
    const space = await makeSpace({ facilitator: jmed.personId });
    await db.spaceMember.create({
      data: { spaceId: space, personId: agadez.personId, role: "member", createdAt: new Date() },
    });
    await setLevel(agadez, { thing: "space", id: space, loudness: "all" }, "fr");
    const long = "Des mots accentués répétés à l’envi, éèêàç. ".repeat(200);
    for (let number = 1; number <= 60; number++) {
      const title = `Une discussion très détaillée, numéro ${number}`;
      await startThread(jmed, { spaceId: space, themeIds: [] }, { title, ...post(long) });
    }
    await pass(hour);
    const [mail] = mailsTo(agadez);
    const bytes = await composedSize(mail as MailMessage);
    expect(bytes).toBeLessThanOrEqual(maxMailBytes);
    expect(bytes).toBeGreaterThan(4_000);
    expect(mail?.text).toContain("numéro 1");
    expect(mail?.html).not.toMatch(/<img|<script|<link|url\(/);
    const links = [...(mail?.html ?? "").matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
    expect(links.filter((to) => !to?.startsWith("http://localhost:3000/"))).toEqual([]);
  });
});

/** The size of a mail as nodemailer writes it. */
async function composedSize(mail: MailMessage): Promise<number> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({ from: "portail@reseau.example", ...mail });
  return (message as Buffer).length;
}

describe("E8: a right that ends cancels what waits for a mail", () => {
  test("also between its preparation and its sending: neither its words nor its number are told", async () => {
    const { space, thread } = await makeGroup("Protocole de Tahoua");
    await rhythm(agadez, { rhythm: "at_once", content: true });
    await writePost(jmed, thread, post());
    await changeTasks(jmed, space, { what: "add", title: "Relire", assignee: agadez.personId, key: newId() });
    ports.mailer.send = async (message) => {
      ports.sent.push(message);
      throw Object.assign(new Error("the connection was lost"), { code: "ESOCKET" });
    };
    await pass();
    expect(mailsTo(agadez)).toHaveLength(1);
    ports.sent.length = 0;
    ports.mailer.send = async (message) => void ports.sent.push(message);
    await changeMembers(jmed, space, { what: "remove", person: agadez.personId });
    ports.clock.advance(3 * minute);
    await sendDueMails();
    await pass(2 * day);
    expect(mailsTo(agadez)).toEqual([]);
    expect(await db.noticeMail.count({ where: { personId: agadez.personId } })).toBe(0);
  });

  test("a locked or erased account gets none", async () => {
    const { thread } = await makeGroup();
    await writePost(jmed, thread, post());
    await deliverWaiting();
    await db.person.update({ where: { id: agadez.personId }, data: { lockedAt: new Date() } });
    await pass(2 * day);
    expect(mailsTo(agadez)).toEqual([]);
    await db.person.update({ where: { id: agadez.personId }, data: { lockedAt: null } });
  });
});

describe("E4: unsubscribing", () => {
  const tokenOf = (mail: MailMessage | undefined) =>
    /<\S+\/courriels\/desabonnement\/([\w-]+)>/.exec(mail?.headers?.["List-Unsubscribe"] ?? "")?.[1];

  test("the mail of a thread mutes the thread, also for replies to oneself; twice is as once", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post());
    await pass();
    const [mail] = mailsTo(agadez);
    expect(mail?.headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const stopped = await readUnsubscribing(tokenOf(mail));
    if (!stopped) throw new Error("The token is not read.");
    await unsubscribe(stopped);
    await unsubscribe(stopped);
    await writePost(jmed, thread, post());
    await pass(2 * day);
    expect(mailsTo(agadez)).toHaveLength(1);
  });

  test("the mail of several things stops all mails; a token that was changed stops nothing", async () => {
    const [one, other] = [await makeGroup(), await makeGroup()];
    await writePost(jmed, one.thread, post());
    await writePost(jmed, other.thread, post());
    await pass(day);
    const token = tokenOf(mailsTo(agadez)[0]) ?? "";
    for (let at = 0; at < token.length - 1; at++) {
      const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
      expect(await readUnsubscribing(changed)).toBeNull();
    }
    const stopped = await readUnsubscribing(token);
    expect(stopped).toEqual({ personId: agadez.personId, threadId: null });
    if (stopped) await unsubscribe(stopped);
    await writePost(jmed, one.thread, post());
    await pass(8 * day);
    expect(mailsTo(agadez)).toHaveLength(1);
  });
});

describe("an address that is refused", () => {
  test("is paused, its owner is told in the portal, and resumes it: what waited makes one mail", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post());
    let tries = 0;
    ports.mailer.send = async () => {
      tries++;
      throw smtpError({ command: "RCPT TO", responseCode: 550 });
    };
    await pass();
    await writePost(jmed, thread, post());
    await pass(2 * day);
    expect(tries).toBe(1);
    expect(await findMailDelivery(agadez)).toMatchObject({ paused: true });
    const told = { personId: agadez.personId, kind: "mails.paused", readAt: null };
    expect(await db.notice.count({ where: told })).toBe(1);
    ports.mailer.send = async (message) => void ports.sent.push(message);
    await resumeMails(agadez);
    await pass();
    expect(await findMailDelivery(agadez)).toMatchObject({ paused: false });
    expect(await db.notice.count({ where: told })).toBe(0);
    expect(mailsTo(agadez)).toMatchObject([{ subject: "REMIDDH\u00a0: 2 nouveautés" }]);
  });

  test("a refusal for now, or of the mail alone, pauses nobody", async () => {
    const { thread } = await makeGroup();
    await rhythm(agadez, { rhythm: "at_once" });
    await writePost(jmed, thread, post());
    ports.mailer.send = async () => Promise.reject(smtpError({ command: "RCPT TO", responseCode: 451 }));
    await pass();
    ports.mailer.send = async () => Promise.reject(smtpError({ command: "DATA", responseCode: 554 }));
    await pass();
    ports.mailer.send = async (message) => void ports.sent.push(message);
    await pass(2 * day);
    expect(await findMailDelivery(agadez)).toMatchObject({ paused: false });
    expect(mailsTo(agadez)).toEqual([]);
    expect(await db.notice.count({ where: { personId: agadez.personId, readAt: null } })).toBe(1);
  });
});
