import { expect, test } from "vitest";
import { accountOf } from "../support/personas";
import { startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";
import { run, testDatabase } from "./databases";

test("a write that was refused to somebody signed in is recorded once, by its pattern; a reading is not", async () => {
  const { portalUrl, ownerUrl } = await testDatabase("demonstration");
  const portal = await startPortal({ databaseUrl: portalUrl, ownerUrl });
  const member = await signInAs(portal.url, accountOf("member"));
  const stranger = await signInAs(portal.url, null);
  const person = "018f0000-0000-7000-8000-000000000000";
  const form = { what: "sessions", person };
  for (let times = 0; times < 3; times++) {
    expect((await member.post(`/secretariat/personnes/${person}?nom=secret`, form)).status).toBe(404);
  }
  expect((await member.get(`/secretariat/personnes/${person}`)).status).toBe(404);
  expect((await stranger.post(`/secretariat/personnes/${person}`, form)).status).toBe(302);
  const refusals = () =>
    run(
      portalUrl,
      `SELECT p."email", e."details", a."network" FROM "AuditEntry" e JOIN "Person" p ON p."id" = e."personId"
       LEFT JOIN "AuditAddress" a ON a."entryId" = e."id" WHERE e."action" = 'write.refused'`,
    );
  await expect.poll(refusals).toEqual([
    {
      email: accountOf("member")?.email,
      details: { route: "secretariat/personnes/:person", status: 404 },
      network: expect.stringMatching(/\/(24|48)$/),
    },
  ]);
});
