import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { listThreads } from "../discussions/thread-lists.server";
import { findThread, startThread } from "../discussions/threads.server";
import { listRecent, recordVisit } from "../search/recent.server";
import { acronymSeenBy, seenAcronym } from "./acronyms.server";
import { levels } from "./field-visibility";

useDatabase("demonstration");
let owner: Viewer;
let other: Viewer;
let secretariat: Viewer;
let id: string;

beforeAll(async () => {
  owner = await viewerOf("jmed.suivi");
  other = await viewerOf("agadez.terrain");
  secretariat = await viewerOf("secretariat.adm");
  id = owner.memberships[0]?.organisationId ?? "";
});

const hideAt = (level: string) =>
  db.organisation.update({ where: { id }, data: { visibility: { acronym: level }, acronym: "CACHÉ" } });

test.each([...levels, "nonsense"])(
  "the SQL and the code agree on the visible acronym for the level: %s",
  async (level) => {
    const row = await hideAt(level);
    for (const viewer of [null, owner, other, secretariat]) {
      const [found] = await db.$queryRaw<{ acronym: string | null }[]>(
        Prisma.sql`SELECT ${acronymSeenBy(viewer)} AS "acronym" FROM "Organisation" o WHERE o."id" = ${id}::uuid`,
      );
      expect(found?.acronym ?? null).toBe(seenAcronym(viewer, row));
    }
  },
);

test("a hidden acronym appears neither in threads nor in recent items", async () => {
  await hideAt("organisation");
  const spaceId = await makeSpace({ facilitator: owner.personId, visibility: "network" });
  const words = { title: "Sigle caché", body: "x", key: newId(), voice: id };
  const { threadId } = await startThread(owner, { spaceId, themeIds: [] }, words);
  await recordVisit(other, "organisation", id);
  const shown = JSON.stringify([
    await findThread(other, threadId, { part: "end" }, "fr"),
    await listThreads(other, "fr", {}),
    await listRecent(other),
  ]);
  expect(shown).toContain("Sigle caché");
  expect(shown).not.toContain("CACHÉ");
  expect(JSON.stringify(await findThread(owner, threadId, { part: "end" }, "fr"))).toContain("CACHÉ");
});
