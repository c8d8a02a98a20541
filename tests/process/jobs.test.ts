import { expect, test, vi } from "vitest";
import { startPortal } from "../support/portal";
import { run, testDatabase } from "./databases";

test("sessions that ran out are removed by the job, and it stands in the schedule", async () => {
  const { portalUrl, ownerUrl } = await testDatabase("demonstration");
  await startPortal({ databaseUrl: portalUrl, ownerUrl });
  await run(
    portalUrl,
    `INSERT INTO "Session" ("id", "personId", "expiresAt", "endsAt", "createdAt", "provenAt", "lastSeenOn")
     SELECT kind, p."id", now() + span, now() + span, begun, begun, begun FROM (SELECT "id" FROM "Person" LIMIT 1) p,
       (VALUES ('over', interval '-1 minute'), ('holds', interval '1 day')) AS s(kind, span),
       (SELECT now() - interval '20 days' AS begun) AS b`,
  );
  await run(portalUrl, "INSERT INTO jobs.job (name) VALUES ('accounts.clean-sessions')");
  await vi.waitFor(
    async () => expect(await run(portalUrl, `SELECT "id" FROM "Session"`)).toEqual([{ id: "holds" }]),
    { timeout: 10_000, interval: 100 },
  );
  const scheduled = await run(portalUrl, "SELECT name, cron, timezone FROM jobs.schedule ORDER BY name");
  expect(scheduled).toContainEqual({ name: "accounts.clean-sessions", cron: "17 * * * *", timezone: "UTC" });
});
