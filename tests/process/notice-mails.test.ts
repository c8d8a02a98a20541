import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { jobRunner } from "../../server/jobs";
import { personaOf } from "../support/personas";
import { startPortal } from "../support/portal";
import { until } from "../support/until";
import { signInAs } from "../support/visitor";
import { run, testDatabase } from "./databases";
import { openMailbox } from "./mailbox";

/** A portal with a mail server, and a post that somebody is to be told of at once. */
async function portalWithPost() {
  const database = await testDatabase("demonstration");
  const mailbox = await openMailbox();
  const env = { SMTP_URL: mailbox.url, MAIL_FROM: "REMIDDH <portail@reseau.example>" };
  const options = { databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl, env };
  const [notice] = await run<{ personId: string }>(
    database.ownerUrl,
    `INSERT INTO "Notice" ("id", "personId", "kind", "reason", "importance", "thing", "thingId", "createdAt", "changedAt")
     SELECT gen_random_uuid(), "id", 'session.new-device', 'security', 2, 'account', "id", now(), now()
     FROM "Person" WHERE "email" = '${personaOf("member").email}' RETURNING "personId"`,
  );
  return { database, mailbox, options, personId: notice?.personId ?? "" };
}

/** Runs the job of mails now instead of at the next full minute. */
async function runMailJob(url: string): Promise<void> {
  const jobs = jobRunner(url, pino({ level: "silent" }));
  await jobs.queue("notices.mails", {});
  await jobs.stop();
}

test("E1: a portal that is killed and started again sends a mail once, under one message id", async () => {
  const { database, mailbox, options } = await portalWithPost();
  const first = await startPortal(options);
  await first.kill();
  const second = await startPortal(options);
  await runMailJob(database.portalUrl);
  const { to, raw } = await mailbox.next();
  expect(to).toEqual([personaOf("member").email]);
  expect(raw).toMatch(/^Message-ID: <[0-9a-f]{64}@localhost>/m);
  await runMailJob(database.portalUrl);
  await until(async () => {
    const rows = await run(database.ownerUrl, `SELECT "state", "attempts" FROM "NoticeMail"`);
    expect(rows).toEqual([{ state: "sent", attempts: 1 }]);
  });
  await second.stop();
});

test("E4: unsubscribing works by POST without cookie and origin, never by GET, answers without redirect, twice as once", async () => {
  const { database, mailbox, options, personId } = await portalWithPost();
  const portal = await startPortal(options);
  await run(
    database.ownerUrl,
    `UPDATE "Notice" SET "reason" = 'decide', "importance" = 2, "kind" = 'request.made', "thing" = 'secretariat'
     WHERE "personId" = '${personId}' AND "kind" = 'session.new-device'`,
  );
  await runMailJob(database.portalUrl);
  const { raw } = await mailbox.next();
  const address = /List-Unsubscribe: <([^>]+)>/.exec(raw.replace(/\r\n[ \t]+/g, " "))?.[1] ?? "";
  const path = new URL(address).pathname;
  const rhythm = async () =>
    (
      await run(database.ownerUrl, `SELECT "rhythm" FROM "NoticeSettings" WHERE "personId" = '${personId}'`)
    )[0];
  const page = await fetch(`${portal.url}${path}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('method="post"');
  expect(await rhythm()).toBeUndefined();
  for (let times = 0; times < 2; times++) {
    const answer = await fetch(`${portal.url}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(answer.status).toBe(200);
    expect(await rhythm()).toEqual({ rhythm: "never" });
  }
  const forged = await fetch(`${portal.url}${path.slice(0, -4)}AAAA`, { method: "POST", redirect: "manual" });
  expect(forged.status).toBe(404);
  await portal.stop();
});

test("without JavaScript, the settings page saves the rhythm, and resumes mails that were paused", async () => {
  const { database, options, personId } = await portalWithPost();
  const portal = await startPortal(options);
  onTestFinished(async () => void (await portal.stop()));
  const { email, password } = personaOf("member");
  const visitor = await signInAs(portal.url, { email, password });
  await visitor.post("/notifications/reglages", { rhythm: "hourly", hour: "4", content: "on" });
  await run(
    database.ownerUrl,
    `UPDATE "NoticeSettings" SET "pausedAt" = now() WHERE "personId" = '${personId}'`,
  );
  expect(await (await visitor.get("/notifications/reglages")).text()).toContain(
    "Votre adresse refuse nos courriels",
  );
  await visitor.post("/notifications/reglages", { what: "resume" });
  expect(await (await visitor.get("/notifications/reglages")).text()).not.toContain("refuse nos courriels");
  const rows = await run(
    database.ownerUrl,
    `SELECT "rhythm", "hour", "content", "pausedAt" FROM "NoticeSettings" WHERE "personId" = '${personId}'`,
  );
  expect(rows).toEqual([{ rhythm: "hourly", hour: 4, content: true, pausedAt: null }]);
});
