import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { writeEntry } from "../../tests/support/audit-entries";
import { useDatabase } from "../../tests/support/database";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { runInRequest, truncateAddress } from "../http/request.server";
import { now } from "../services/services.server";
import { deleteOldAddresses } from "./addresses.server";
import { type ChainHead, canonicalEntry, readHead, writeHead } from "./chain";
import { recordEvent } from "./record-event.server";
import { headMatches, readChainHead, seal, sealRecent } from "./seal.server";
import { verifyRecord } from "./verify.server";

const { ports, urls } = useDatabase();
const minute = 60_000;

/** Runs a statement that only the database's owner can run. */
async function asOwner(sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: urls().ownerUrl });
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

const act = (action = "session.started", details = {}) => writeEntry({ personId: newId(), action, details });
const signIn = () => recordEvent(db, { personId: newId() }, "session.started", null, { by: "password" });
const post = () =>
  inTransaction((tx) => recordEvent(tx, { personId: newId() }, "post.written", newId(), { thread: newId() }));

/** The head of a chain of three entries, as it was sent to the auditor. */
let head: ChainHead;
beforeEach(async () => {
  await asOwner(`TRUNCATE "AuditEntry", "AuditSeal", "AuditAddress"`);
  for (const action of ["session.started", "membership.ended", "session.ended"])
    await act(action, { b: 1, a: "é" });
  await sealRecent();
  head = (await readChainHead()) as ChainHead;
});

const kindsOf = async (known: ChainHead[] = []) => (await verifyRecord(known)).faults.map(({ kind }) => kind);
const entryAt = async (position: number) =>
  (await db.auditSeal.findUniqueOrThrow({ where: { position } })).entryId;

describe("the chain", () => {
  test("holds every committed entry once, and reports no fault", async () => {
    expect(head.position).toBe(3);
    expect(await seal("everything")).toBe(0);
    expect(await verifyRecord([head])).toEqual({
      sealed: 3,
      waiting: 0,
      head: { position: head.position, head: head.head },
      faults: [],
    });
  });

  test("includes an entry that commits after later ones were sealed", async () => {
    let letCommit: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (letCommit = resolve));
    let wasWritten: () => void = () => undefined;
    const written = new Promise<void>((resolve) => (wasWritten = resolve));
    const slow = inTransaction(async (tx) => {
      await writeEntry({ action: "role.given" }, tx);
      wasWritten();
      await mayCommit;
    });
    await written;
    ports.clock.advance(minute);
    await act();
    await sealRecent();
    letCommit();
    await slow;
    ports.clock.advance(minute);
    await sealRecent();
    expect(await verifyRecord()).toMatchObject({ sealed: 5, waiting: 0, faults: [] });
  });

  test("stays one chain when many processes seal at once", async () => {
    for (let count = 0; count < 20; count++) await act();
    const sealed = await Promise.all(Array.from({ length: 4 }, () => seal("everything")));
    expect(sealed.reduce((sum, each) => sum + each, 0)).toBe(20);
    expect(await verifyRecord([head])).toMatchObject({ sealed: 23, faults: [] });
  });

  test("of thousands of entries is built and verified", async () => {
    await asOwner(
      `INSERT INTO "AuditEntry" ("id", "at", "action", "details")
       SELECT gen_random_uuid(), $1::timestamptz, 'post.written', '{}' FROM generate_series(1, 6000)`,
      [now()],
    );
    expect(await seal("everything")).toBe(6000);
    expect(await verifyRecord([head])).toMatchObject({ sealed: 6003, faults: [] });
  });

  test("the canonical form of an entry does not depend on the order of its details", () => {
    const entry = {
      id: newId(),
      at: now(),
      personId: null,
      organisationId: null,
      action: "x.y",
      objectType: null,
      objectId: null,
    };
    expect(canonicalEntry({ ...entry, details: { a: 1, b: { d: 2, c: 3 } } })).toBe(
      canonicalEntry({ ...entry, details: { b: { c: 3, d: 2 }, a: 1 } }),
    );
  });
});

describe("tampering by the database's owner is detected", () => {
  test.each([
    ["action", "'session.refused'"],
    ["personId", "gen_random_uuid()"],
    ["personId", "NULL"],
    ["organisationId", "gen_random_uuid()"],
    ["objectType", "'post'"],
    ["objectId", "gen_random_uuid()"],
    ["at", `"at" + interval '1 millisecond'`],
    ["details", `'{"a": "è", "b": 1}'`],
  ])("changing %s to %s", async (column, value) => {
    const entryId = await entryAt(2);
    await asOwner(`UPDATE "AuditEntry" SET "${column}" = ${value} WHERE "id" = $1`, [entryId]);
    const { faults } = await verifyRecord();
    expect(faults).toEqual([{ kind: "changed", position: 2, entryId, at: expect.any(Date) }]);
  });

  test("removing an entry", async () => {
    const entryId = await entryAt(1);
    await asOwner(`DELETE FROM "AuditEntry" WHERE "id" = $1`, [entryId]);
    expect((await verifyRecord()).faults).toEqual([
      { kind: "removed", position: 1, entryId, at: expect.any(Date) },
    ]);
  });

  test("inserting an entry with an earlier date, before and after the next seal", async () => {
    ports.clock.advance(60 * minute);
    await act();
    await sealRecent();
    const entryId = newId();
    const at = new Date(now().getTime() - 40 * minute);
    await asOwner(`INSERT INTO "AuditEntry" ("id", "at", "action") VALUES ($1, $2, 'role.given')`, [
      entryId,
      at,
    ]);
    expect((await verifyRecord()).faults).toEqual([{ kind: "inserted", position: null, entryId, at }]);
    ports.clock.advance(minute);
    await seal("everything");
    expect((await verifyRecord()).faults).toEqual([{ kind: "inserted", position: 5, entryId, at }]);
  });

  test("removing an entry with its link", async () => {
    const entryId = await entryAt(2);
    await asOwner(`DELETE FROM "AuditEntry" WHERE "id" = $1`, [entryId]);
    await asOwner(`DELETE FROM "AuditSeal" WHERE "entryId" = $1`, [entryId]);
    expect(await kindsOf()).toEqual(["missing"]);
  });

  test("changing an entry and its link", async () => {
    const entryId = await entryAt(2);
    await asOwner(`UPDATE "AuditEntry" SET "action" = 'session.refused' WHERE "id" = $1`, [entryId]);
    await asOwner(`UPDATE "AuditSeal" SET "entryHash" = repeat('a', 64) WHERE "entryId" = $1`, [entryId]);
    expect(await kindsOf()).toEqual(["relinked", "changed"]);
  });

  test("changing an entry and rebuilding the whole chain, by the mailed head", async () => {
    await asOwner(`UPDATE "AuditEntry" SET "action" = 'session.refused' WHERE "id" = $1`, [await entryAt(1)]);
    await asOwner(`DELETE FROM "AuditSeal"`);
    await seal("everything");
    expect(await kindsOf()).toEqual([]);
    expect(await kindsOf([head])).toEqual(["head"]);
    expect(await headMatches(head)).toBe(false);
  });

  test("truncating the chain, by the mailed head", async () => {
    const entryId = await entryAt(3);
    await asOwner(`DELETE FROM "AuditEntry" WHERE "id" = $1`, [entryId]);
    await asOwner(`DELETE FROM "AuditSeal" WHERE "entryId" = $1`, [entryId]);
    expect(await kindsOf()).toEqual([]);
    expect(await kindsOf([head])).toEqual(["head"]);
  });
});

test("the portal's role can change neither an entry nor a link", async () => {
  for (const table of ["AuditEntry", "AuditSeal"]) {
    await expect(db.$executeRawUnsafe(`DELETE FROM "${table}"`)).rejects.toThrow(/permission denied/);
    await expect(db.$executeRawUnsafe(`UPDATE "${table}" SET "entryId" = NULL`)).rejects.toThrow();
    await expect(db.$executeRawUnsafe(`TRUNCATE "${table}"`)).rejects.toThrow(/permission denied/);
  }
});

test("a pasted head is parsed in any layout", () => {
  expect(writeHead(head)).toMatch(/^3:([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(readHead(`\n ${writeHead(head).toUpperCase()} `)).toEqual({
    position: head.position,
    head: head.head,
  });
  for (const wrong of ["", "3", "3:abc", `x:${head.head}`, `${"9".repeat(10)}:${head.head}`])
    expect(readHead(wrong)).toBeNull();
});

describe("the network of an entry", () => {
  test("is stored separately, truncated, and deleted after seven days", async () => {
    await runInRequest({ network: truncateAddress("192.0.2.77") }, signIn);
    expect(await db.auditAddress.findMany()).toEqual([expect.objectContaining({ network: "192.0.2.0/24" })]);
    ports.clock.advance(7 * 24 * 60 * minute - 1);
    await deleteOldAddresses();
    expect(await db.auditAddress.count()).toBe(1);
    ports.clock.advance(1);
    await deleteOldAddresses();
    expect(await db.auditAddress.count()).toBe(0);
  });

  test("is not stored for contributions", async () => {
    await runInRequest({ network: "192.0.2.0/24" }, post);
    expect(await db.auditAddress.count()).toBe(0);
  });

  test.each([
    ["192.0.2.77", "192.0.2.0/24"],
    ["::ffff:192.0.2.77", "192.0.2.0/24"],
    ["2001:db8:7:abcd::1", "2001:db8:7::/48"],
    ["2001:0DB8:0007:1:2:3:4:5", "2001:db8:7::/48"],
    ["2001:db8::1", "2001:db8::/48"],
    ["::1", "::/48"],
    ["fe80::1%eth0", "fe80::/48"],
    ["nonsense", null],
    [undefined, null],
  ])("%s is of %s", (address, network) => {
    expect(truncateAddress(address)).toBe(network);
  });
});
