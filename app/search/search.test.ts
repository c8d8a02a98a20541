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

describe("the finder looks through all that one may see", () => {
  test("threads by title and posts, texts, spaces, themes, organisations: as one types, accents aside", async () => {
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

  test("what stands in a private space is neither found nor counted by who is not in it", async () => {
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

  test("what is hidden is not found, nor by the words of a post that is", async () => {
    const space = await makeSpace({ facilitator: jmed.personId });
    const { threadId, postId } = await begin(jmed, space, "Ouvert", "okapi");
    await db.post.update({ where: { id: postId }, data: { state: "hidden" } });
    expect(titles((await search(jmed, "okapi", "fr")).hits, "thread")).toEqual([]);
    await db.thread.update({ where: { id: threadId }, data: { state: "trashed" } });
    expect(titles((await search(jmed, "ouvert", "fr")).hits, "thread")).not.toContain("Ouvert");
  });

  test("says that there is more than it shows; finds nothing in signs, and throws at none", async () => {
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
  ])("a thread called “%s”", async (title, questions) => {
    await titled(title);
    for (const q of questions) expect([q, await threads(q)]).toEqual([q, expect.arrayContaining([title])]);
  });

  test("words that carry no meaning are looked for in titles alone", async () => {
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

  test("a word that one may not read puts nothing right: what one may read is found as if it were not there", async () => {
    const open = await makeSpace({ facilitator: jmed.personId, visibility: "network" });
    await begin(jmed, open, "Les ornithorynques", "x");
    const hidden = await makeSpace({ facilitator: agadez.personId, visibility: "private" });
    await begin(agadez, hidden, "Les ornithorinkes", "x");
    expect(await threads("ornithorinkes")).toEqual(["Les ornithorynques"]);
    expect(await threads("ornithorinkes", agadez)).toContain("Les ornithorinkes");
  });

  test("“zongo” is no misspelling of a word that begins otherwise", async () => {
    expect(titles((await search(jmed, "zongo", "fr")).hits, "organisation")).toEqual([]);
  });

  test("a dotted acronym finds the organisation", async () => {
    expect(titles((await search(jmed, "C.N.D.H.", "fr")).hits, "organisation")[0]).toMatch(/droits humains/i);
  });
});

describe("what was seen lately", () => {
  test("comes back the latest first, once each, no more than a few, and never what one may no longer see", async () => {
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

  test("is forgotten when its owner says so, and is nobody else’s", async () => {
    const organisation = await db.organisation.findFirstOrThrow();
    await recordVisit(agadez, "organisation", organisation.id);
    expect((await listRecent(agadez)).map(({ id }) => id)).toContain(organisation.id);
    expect((await listRecent(guest)).map(({ id }) => id)).not.toContain(organisation.id);
    await clearRecent(agadez);
    expect(await listRecent(agadez)).toEqual([]);
  });
});
