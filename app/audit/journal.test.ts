import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { writeEntry } from "../../tests/support/audit-entries";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makePerson, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { runInRequest } from "../http/request.server";
import { now } from "../services/services.server";
import { registerSpaceEntryFilter } from "../workspaces/audit-entries.server";
import { readHead } from "./chain";
import {
  type JournalCursor,
  type JournalFilters,
  journalPath,
  noFilters,
  readJournalCursor,
  readJournalFilters,
} from "./journal";
import { exportJournal, journalPageSize, readJournal } from "./journal.server";
import { recordEvent } from "./record-event.server";
import { readChain, reportRecord, sendHeadMail, verifyNow } from "./report.server";

const { ports, urls } = useDatabase();
// The filters of other rooms are part of every query, so they are included in the measurements.
registerSpaceEntryFilter();
const dayMs = 24 * 60 * 60 * 1000;

let reader: Viewer;
let aissa: { id: string; email: string };
let moussa: { id: string; email: string };
let organisation: string;
const thread = newId();

beforeAll(async () => {
  reader = await makeViewer({ role: "auditor" });
  aissa = await makePerson({ name: "Aïssa 100% B." });
  moussa = await makePerson({ name: "Moussa D." });
  organisation = await makeOrganisation({ name: "Collectif d’essai", acronym: "CDE" });
  const act = (personId: string | null, action: string, more = {}) =>
    writeEntry({ personId, action, ...more });
  await runInRequest({ network: "192.0.2.0/24" }, () =>
    recordEvent(db, { personId: null }, "session.refused", null),
  );
  await act(aissa.id, "session.started");
  await act(aissa.id, "post.written", {
    organisationId: organisation,
    objectType: "thread",
    objectId: thread,
  });
  ports.clock.advance(2 * dayMs);
  await act(moussa.id, "membership.ended", {
    organisationId: organisation,
    objectType: "person",
    objectId: aissa.id,
    details: { sessions: 3 },
  });
});

const read = (filters: Partial<JournalFilters> = {}, place?: JournalCursor, viewer = reader) =>
  readJournal(viewer, { ...noFilters, ...filters }, place, "fr");
const actionsOf = async (filters: Partial<JournalFilters>) =>
  (await read(filters)).entries.map(({ action }) => action);

describe("the record is read", () => {
  test("by the auditor and the secretariat, with names looked up for the ids", async () => {
    const [latest] = (await read()).entries;
    expect(latest).toMatchObject({
      person: { id: moussa.id, name: "Moussa D." },
      organisation: { id: organisation, name: "CDE" },
      label: "Retrait d’une organisation",
      kind: "rights",
      object: { type: "personne", id: aissa.id, name: "Aïssa 100% B." },
      details: ["sessions\u00a0: 3"],
      sealed: false,
    });
    for (const role of ["administrator", "moderator"] as const) {
      expect((await read({}, undefined, await makeViewer({ role }))).total).toBe(4);
    }
  });

  test("not by other people", async () => {
    for (const viewer of [await makeViewer(), await makeViewer({ organisation })]) {
      const refused = expect.objectContaining({ status: 404 });
      await expect(read({}, undefined, viewer)).rejects.toEqual(refused);
      await expect(exportJournal(viewer, noFilters, "fr")).rejects.toEqual(refused);
      await expect(readChain(viewer, "")).rejects.toEqual(refused);
      await expect(verifyNow(viewer)).rejects.toEqual(refused);
    }
  });

  test("with the truncated network of a refused sign-in, and without a name", async () => {
    const [refusal] = (await read({ kind: "refusal" })).entries;
    expect(refusal).toMatchObject({ person: null, network: "192.0.2.0/24", label: "Connexion refusée" });
  });
});

describe("it is filtered by", () => {
  test.each<[string, () => Partial<JournalFilters>, string[]]>([
    ["part of a name, whatever its capitals", () => ({ who: "moussa" }), ["membership.ended"]],
    [
      "a name with signs that mean something to LIKE",
      () => ({ who: "100% b" }),
      ["post.written", "session.started"],
    ],
    ["signs that would match anything, and have no word in them", () => ({ who: "%" }), []],
    ["a mail address", () => ({ who: aissa.email }), ["post.written", "session.started"]],
    ["a person's number", () => ({ who: aissa.id }), ["post.written", "session.started"]],
    ["a name nobody bears", () => ({ who: "Nemo" }), []],
    ["an acronym", () => ({ organisation: "cde" }), ["membership.ended", "post.written"]],
    ["a kind", () => ({ kind: "contribution" }), ["post.written"]],
    ["an action", () => ({ action: "session.started" }), ["session.started"]],
    [
      "an address of the portal",
      () => ({ object: `https://portail.example/fils/${thread}-un-sujet` }),
      ["post.written"],
    ],
    ["an object that is no number", () => ({ object: "quelque chose" }), []],
    ["its first day", () => ({ from: "2026-11-25" }), ["membership.ended"]],
    ["its last day", () => ({ until: "2026-11-23" }), ["post.written", "session.started", "session.refused"]],
    ["several at once", () => ({ who: "aïssa", organisation: "collectif" }), ["post.written"]],
  ])("%s", async (_, filters, expected) => {
    expect(await actionsOf(filters())).toEqual(expected);
  });

  test("invalid parameters are ignored", () => {
    const params = new URLSearchParams("nature=x&acte=<b>&du=2026-02-31&au=hier&qui=%00&avant=1_x");
    expect(readJournalFilters(params)).toEqual(noFilters);
    expect(readJournalCursor(params)).toBeUndefined();
    expect(readJournalCursor(new URLSearchParams(`avant=4102444800000_${newId()}`))).toMatchObject({
      side: "older",
    });
    expect(readJournalCursor(new URLSearchParams(`avant=999999999999999_${newId()}`))).toBeUndefined();
    expect(journalPath({ who: "a&b" })).toBe("/journal?qui=a%26b");
  });
});

describe("it is exported", () => {
  async function exported(filters: Partial<JournalFilters> = {}): Promise<string> {
    let text = "";
    for await (const lines of await exportJournal(reader, { ...noFilters, ...filters }, "fr")) text += lines;
    return text;
  }

  test("as CSV, with the page's filters, and the export is recorded", async () => {
    const lines = (await exported({ who: "moussa" })).split("\n");
    expect(lines[0]).toMatch(/^\uFEFFdate,action,action_label,person_id/);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`membership.ended,Retrait d’une organisation,${moussa.id},Moussa D.`);
    expect(await actionsOf({ kind: "export" })).toContain("audit.exported");
  });

  test("without a cell that a spreadsheet would evaluate", async () => {
    const { id } = await makePerson({ name: "=HYPERLINK(1)" });
    await writeEntry({ personId: id });
    expect(await exported({ who: id })).toContain(",'=HYPERLINK(1),");
  });

  test("by mail every night: the chain's head, to each auditor", async () => {
    await reportRecord();
    const jobs = ports.queued.filter(({ queue }) => queue === "audit.head-mail");
    expect(jobs).toEqual([{ queue: "audit.head-mail", data: { personId: reader.personId, faults: 0 } }]);
    await sendHeadMail({ personId: reader.personId, faults: 0 });
    const { subject, text } = ports.sent.at(-1) ?? { subject: "", text: "" };
    expect(subject).not.toMatch(/journal|audit|remiddh/i);
    const line = text.split("\n").find((each) => readHead(each));
    expect(await readChain(reader, line ?? "")).toMatchObject({ compared: { matches: true }, faults: [] });
    expect(await readChain(reader, `1:${"0".repeat(64)}`)).toMatchObject({
      compared: { matches: false, position: 1 },
    });
    expect(await readChain(reader, "bonjour")).toMatchObject({ compared: "unreadable" });
  });
});

describe("with a hundred thousand entries", () => {
  const many = 100_000;
  beforeAll(async () => {
    const client = new pg.Client({ connectionString: urls().ownerUrl });
    await client.connect();
    await client.query(
      `INSERT INTO "AuditEntry" ("id", "at", "personId", "organisationId", "action", "objectType", "objectId", "details")
       SELECT gen_random_uuid(), $1::timestamptz - n * interval '7 seconds',
         CASE WHEN n % 500 = 0 THEN $2::uuid ELSE gen_random_uuid() END,
         CASE WHEN n % 3 = 0 THEN $3::uuid END,
         (ARRAY['post.written', 'session.started', 'session.refused', 'post.edited'])[1 + n % 4], 'post',
         gen_random_uuid(), '{}' FROM generate_series(1, $4::int) n`,
      [now(), moussa.id, organisation, many],
    );
    await client.query(`ANALYZE "AuditEntry"`);
    await client.end();
  });

  test("every kind of page takes less than 300 ms", async () => {
    const first = await read();
    expect(first.total).toBeGreaterThan(10_000);
    const deep = { side: "older" as const, at: new Date(now().getTime() - 600_000_000), id: newId() };
    const ways: [Partial<JournalFilters>, JournalCursor?][] = [
      [{}],
      [{}, deep],
      [{ who: "moussa" }],
      [{ organisation: "cde" }, deep],
      [{ kind: "refusal" }, deep],
      [{ action: "post.edited" }],
      [{ object: newId() }],
      [{ from: "2026-11-20", until: "2026-11-22" }],
    ] as [Partial<JournalFilters>, JournalCursor?][];
    for (const [filters, place] of ways) {
      const before = performance.now();
      await read(filters, place);
      expect(performance.now() - before, JSON.stringify(filters)).toBeLessThan(300);
    }
  });

  test("older and newer pages follow one another without a gap or a repetition", async () => {
    const seen: string[] = [];
    let place: JournalCursor | null | undefined;
    for (let page = 0; page < 4; page++) {
      const { entries, older } = await read({ who: "moussa" }, place ?? undefined);
      seen.push(...entries.map(({ id }) => id));
      place = older;
    }
    expect(new Set(seen).size).toBe(4 * journalPageSize);
    const third = seen.slice(2 * journalPageSize, 3 * journalPageSize);
    const last = await db.auditEntry.findUniqueOrThrow({ where: { id: seen[3 * journalPageSize] ?? "" } });
    const back = await read({ who: "moussa" }, { side: "newer", at: last.at, id: last.id });
    expect(back.entries.map(({ id }) => id)).toEqual(third);
    const end = await read({ who: "moussa" }, { side: "older", at: new Date(0), id: newId() });
    expect(end).toMatchObject({ entries: [], older: null, newer: null });
  });

  test("it is sealed and verified in one run, and exported in parts", async () => {
    await verifyNow(reader);
    const { verified, faults } = await readChain(reader, "");
    expect(verified).toMatchObject({ faults: 0 });
    expect(verified?.entries).toBeGreaterThan(many);
    expect(faults).toEqual([]);
    let [lines, largest] = [0, 0];
    for await (const piece of await exportJournal(reader, noFilters, "fr")) {
      lines += piece.split("\n").length - 1;
      largest = Math.max(largest, piece.length);
    }
    expect(lines).toBeGreaterThan(many);
    expect(largest).toBeLessThan(1_000_000);
  }, 120_000);
});
