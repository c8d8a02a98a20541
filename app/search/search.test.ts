import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { startThread } from "../discussions/threads.server";
import { beginDocument } from "../documents/documents.server";
import { readVariants } from "../i18n/variants-schema.server";
import { changeCalendar } from "../workspaces/calendar.server";
import { upsertMember } from "../workspaces/spaces.server";
import { changeTasks } from "../workspaces/tasks.server";
import { clearRecent, listRecent, recordVisit } from "./recent.server";
import { type Hit, hitsPerKind, maxRecent } from "./search";
import { search } from "./search.server";

const { ports } = useDatabase("demonstration");

let agadez: Viewer;
let jmed: Viewer;
let guest: Viewer;
let secretariat: Viewer;

beforeAll(async () => {
  agadez = await viewerOf("agadez.terrain");
  jmed = await viewerOf("jmed.suivi");
  guest = await viewerOf("partenaire");
  secretariat = await viewerOf("secretariat.adm");
});

const titles = (hits: Hit[], kind: Hit["kind"]) =>
  hits.filter((hit) => hit.kind === kind).map(({ title }) => title);
const begin = (viewer: Viewer, spaceId: string, title: string, body: string) =>
  startThread(viewer, { spaceId, themeIds: [] }, { title, body, key: newId() });

describe("search covers everything the viewer may see", () => {
  test("threads by title and post, documents, spaces, themes and organisations, ignoring case and accents", async () => {
    const space = await makeSpace({ facilitator: jmed.personId, name: "Cellule Écoute" });
    await begin(jmed, space, "Réunion de mars", "On y parla d’hippopotames.");
    await beginDocument(jmed, { title: "Note hippopotame", space, themes: [], key: newId() });
    const { hits } = await search(jmed, "HIPPOPOTAM", "fr");
    expect(titles(hits, "thread")).toEqual(["Réunion de mars"]);
    expect(titles(hits, "document")).toEqual(["Note hippopotame"]);
    expect(titles((await search(jmed, "cellule ecoute", "fr")).hits, "space")).toEqual(["Cellule Écoute"]);
    const theme = await db.theme.findFirstOrThrow({ orderBy: { position: "asc" } });
    const name = readVariants(theme.name).fr ?? "";
    expect(titles((await search(jmed, name, "fr")).hits, "theme")).toContain(name);
    expect(titles((await search(jmed, "jmed", "fr")).hits, "organisation").length).toBeGreaterThan(0);
  });

  test("items of a private space are neither found nor counted by non-members", async () => {
    const space = await makeSpace({ facilitator: agadez.personId, name: "Zibeline secrète" });
    await begin(agadez, space, "Zibeline un", "zibeline");
    await beginDocument(agadez, { title: "Zibeline deux", space, themes: [], key: newId() });
    expect((await search(agadez, "zibeline", "fr")).hits).toHaveLength(3);
    for (const viewer of [jmed, guest, secretariat]) {
      expect(await search(viewer, "zibeline", "fr")).toEqual(await search(viewer, "zzibelinee", "fr"));
    }
    await inTransaction((tx) => upsertMember(tx, space, jmed.personId));
    expect((await search(jmed, "zibeline", "fr")).hits).toHaveLength(3);
  });

  test("hidden items are not found, not even by the words of a hidden post", async () => {
    const space = await makeSpace({ facilitator: jmed.personId });
    const { threadId, postId } = await begin(jmed, space, "Ouvert", "okapi");
    await db.post.update({ where: { id: postId }, data: { state: "hidden" } });
    expect(titles((await search(jmed, "okapi", "fr")).hits, "thread")).toEqual([]);
    await db.thread.update({ where: { id: threadId }, data: { state: "trashed" } });
    expect(titles((await search(jmed, "ouvert", "fr")).hits, "thread")).not.toContain("Ouvert");
  });

  test("reports that there are more hits than shown; punctuation finds nothing and never throws", async () => {
    const space = await makeSpace({ facilitator: jmed.personId });
    for (let index = 0; index <= hitsPerKind; index++) await begin(jmed, space, `Tamanoir ${index}`, "x");
    const { hits, more } = await search(jmed, "tamanoir", "fr");
    expect(titles(hits, "thread")).toHaveLength(hitsPerKind);
    expect(more).toContain("thread");
    for (const q of ["&|!():*", "'; --", "%_\\", "🙂🙂", "a"]) {
      expect((await search(jmed, q, "fr")).hits.filter(({ kind }) => kind === "thread")).toEqual([]);
    }
  });
});

describe("words are found as people write them", () => {
  const titled = async (title: string, body = "x") => {
    const space = await makeSpace({ facilitator: jmed.personId });
    await begin(jmed, space, title, body);
  };
  const threads = async (q: string, viewer = jmed) => titles((await search(viewer, q, "fr")).hits, "thread");

  test.each([
    ["Le cœur du sujet : nos sœurs à l’œuvre", ["cœur", "coeur", "soeurs", "ŒUVRE"]],
    ["Hommage à Wałęsa et Đoković", ["Wałęsa", "walesa", "DOKOVIC"]],
    ["نداء إلى الأعضاء", ["نداء", "الاعضاء", "نِدَاء"]],
    ["Rapport du C.N.D.H. sur l’O.I.M", ["CNDH", "c.n.d.h.", "C. N. D. H.", "oim", "O.I.M."]],
    ["Où\u202faller\u00a0?", ["Où aller ?", "ou aller"]],
    ["Nous et eux", ["nous et eux", "Eux", "et"]],
    ["ƙungiyar ɓangare", ["kungiyar", "Ƙungiyar", "bangare"]],
  ])("a thread with the title “%s”", async (title, questions) => {
    await titled(title);
    for (const q of questions) expect([q, await threads(q)]).toEqual([q, expect.arrayContaining([title])]);
  });

  test("stop words are searched in titles only", async () => {
    await titled("Sans rapport", "avec nous et eux");
    expect(await threads("nous et eux")).not.toContain("Sans rapport");
  });

  test("misspelt words find threads, by title and post, documents, spaces, tasks and dates", async () => {
    const space = await makeSpace({ facilitator: jmed.personId, name: "Veille de Kourtchiboul" });
    await begin(jmed, space, "Convoi de Kourtchiboul", "x");
    await begin(jmed, space, "Autre sujet", "Un refoulement à Tchintabaraden hier.");
    await beginDocument(jmed, { title: "Note sur Kourtchiboul", space, themes: [], key: newId() });
    await changeTasks(jmed, space, { what: "add", title: "Appeler Kourtchiboul", key: newId() });
    await changeCalendar(jmed, space, {
      what: "add",
      title: "Réunion",
      place: "Kourtchiboul",
      day: "2026-12-05",
      key: newId(),
    });
    const { hits } = await search(jmed, "kourchiboul", "fr");
    expect(hits.map(({ kind }) => kind)).toEqual(["space", "thread", "document", "task", "date"]);
    expect(await threads("chintabaraden")).toEqual(["Autre sujet"]);
    expect(await threads("asamaka")).not.toEqual([]);
    for (const viewer of [agadez, guest, secretariat]) {
      expect(await search(viewer, "kourchiboul", "fr")).toEqual(await search(viewer, "kqurxhibqul", "fr"));
    }
  });

  test("a word in unreadable content corrects no spelling: results are as if it did not exist", async () => {
    const open = await makeSpace({ facilitator: jmed.personId, visibility: "network" });
    await begin(jmed, open, "Les ornithorynques", "x");
    const hidden = await makeSpace({ facilitator: agadez.personId, visibility: "private" });
    await begin(agadez, hidden, "Les ornithorinkes", "x");
    expect(await threads("ornithorinkes")).toEqual(["Les ornithorynques"]);
    expect(await threads("ornithorinkes", agadez)).toContain("Les ornithorinkes");
  });

  test("“zongo” does not match a word with another beginning", async () => {
    expect(titles((await search(jmed, "zongo", "fr")).hits, "organisation")).toEqual([]);
  });

  test("an acronym with dots finds the organisation", async () => {
    expect(titles((await search(jmed, "C.N.D.H.", "fr")).hits, "organisation")[0]).toMatch(/droits humains/i);
  });
});

describe("recently viewed items", () => {
  test("are listed latest first, once each, up to the maximum, and only while still readable", async () => {
    const space = await makeSpace({ facilitator: agadez.personId });
    await inTransaction((tx) => upsertMember(tx, space, jmed.personId));
    const threads: string[] = [];
    for (let index = 0; index < maxRecent + 2; index++) {
      threads.push((await begin(agadez, space, `Fil ${index}`, "x")).threadId);
    }
    for (const id of [...threads, threads[5] ?? ""]) {
      ports.clock.advance(1_000);
      await recordVisit(jmed, "thread", id);
    }
    const seen = await listRecent(jmed);
    expect(seen).toHaveLength(maxRecent);
    expect(seen[0]?.id).toBe(threads[5]);
    expect(await db.seen.count({ where: { personId: jmed.personId } })).toBeLessThanOrEqual(maxRecent + 1);
    await db.spaceMember.deleteMany({ where: { spaceId: space, personId: jmed.personId } });
    expect(await listRecent(jmed)).toEqual([]);
  });

  test("are deleted on request, and visible only to their owner", async () => {
    const organisation = await db.organisation.findFirstOrThrow();
    await recordVisit(agadez, "organisation", organisation.id);
    expect((await listRecent(agadez)).map(({ id }) => id)).toContain(organisation.id);
    expect((await listRecent(guest)).map(({ id }) => id)).not.toContain(organisation.id);
    await clearRecent(agadez);
    expect(await listRecent(agadez)).toEqual([]);
  });
});
