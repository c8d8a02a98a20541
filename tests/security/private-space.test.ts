import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../process/databases";
import { copyDatabase, type TestDatabase } from "../support/database";
import { LiveClient } from "../support/live-client";
import { accountOf, personaOf, type Standing } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

/** A word that stands nowhere but in the private space: in its name, its threads, texts, tasks and dates. */
const secret = "zanzibarite";

let database: TestDatabase;
let portal: RunningTestPortal;
let space: string;
let thread: string;
let document: string;
const clients: LiveClient[] = [];

const personOf = async (standing: Exclude<Standing, "nobody">) => {
  const { email } = personaOf(standing);
  const [row] = await run(database.portalUrl, `SELECT "id" FROM "Person" WHERE "email" = $1`, [email]);
  return String(row?.id);
};
const enter = async (standing: Exclude<Standing, "nobody">, role: string) =>
  await run(
    database.portalUrl,
    `INSERT INTO "SpaceMember" ("spaceId", "personId", "role", "createdAt") VALUES ($1, $2, $3::"SpaceRole", now())`,
    [space, await personOf(standing), role],
  );
const visit = (standing: Standing) => signInAs(portal.url, accountOf(standing));

async function connect(visitor: Visitor): Promise<LiveClient> {
  const client = new LiveClient(portal.url, visitor.cookieHeader);
  clients.push(client);
  return await client.connected();
}

const open = (client: LiveClient, id: string) =>
  client.ask("document:open", { document: id, schema: 1, client: null, vector: "AA==" });

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  [space, thread, document] = [randomUUID(), randomUUID(), randomUUID()];
  const owner = await personOf("focal point");
  const [theme] = await run(database.portalUrl, `SELECT "id" FROM "Theme" ORDER BY "position" LIMIT 1`);
  await run(
    database.portalUrl,
    `INSERT INTO "Space" ("id", "kind", "slug", "name", "description", "visibility", "themeId", "createdAt")
     VALUES ($1, 'working_group', $3, $3, $3, 'private', $2, now())`,
    [space, theme?.id, secret],
  );
  await enter("focal point", "facilitator");
  await run(
    database.portalUrl,
    `INSERT INTO "Thread" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "lastChange",
       "postCount", "idempotencyKey") VALUES ($1, $2, $4, $4, $3, now(), now(), 1, 1, 'un')`,
    [thread, space, owner, secret],
  );
  await run(database.portalUrl, `INSERT INTO "ThreadTheme" ("threadId", "themeId") VALUES ($1, $2)`, [
    thread,
    theme?.id,
  ]);
  await run(
    database.portalUrl,
    `INSERT INTO "Post" ("id", "threadId", "authorId", "body", "number", "change", "createdAt", "idempotencyKey")
     VALUES (gen_random_uuid(), $1, $2, $3, 1, 1, now(), 'un')`,
    [thread, owner, secret],
  );
  await run(
    database.portalUrl,
    `INSERT INTO "Document" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "plainText",
       "idempotencyKey") VALUES ($1, $2, $4, $4, $3, now(), now(), $4, 'un')`,
    [document, space, owner, secret],
  );
  await run(
    database.portalUrl,
    `INSERT INTO "SpaceTask" ("id", "spaceId", "title", "assigneeId", "createdAt", "createdById", "idempotencyKey")
     VALUES (gen_random_uuid(), $1, $3, $2, now(), $2, 'un')`,
    [space, owner, secret],
  );
  await run(
    database.portalUrl,
    `INSERT INTO "SpaceDate" ("id", "spaceId", "title", "day", "createdAt", "changedAt", "createdById", "idempotencyKey")
     VALUES (gen_random_uuid(), $1, $3, current_date + 2, now(), now(), $2, 'un')`,
    [space, owner, secret],
  );
});

afterAll(async () => {
  for (const client of clients) client.close();
  await portal?.stop();
  await database?.drop();
});

/** Addresses of the space and of what it holds, for one that exists and one that does not. */
const within = (id: string, fil: string, texte: string) => [
  ...[
    "",
    "/fils",
    "/fils/nouveau",
    "/textes",
    "/taches",
    "/calendrier",
    "/membres",
    "/reglages",
    "/epingles",
  ].map((page) => `/espaces/${id}${page}`),
  ...["", "/changements?depuis=0", "/deplacement"].map((page) => `/fils/${fil}${page}`),
  ...["", "/ecrire", "/titre", "/deplacement", "/suppression"].map((page) => `/textes/${texte}${page}`),
  `/textes/nouveau?espace=${id}`,
];

/** What an answer says, without what differs between any two requests: nonces, ids, instants. */
async function saying(answer: Response): Promise<string> {
  const words = (await answer.text())
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
    .replace(/nonce="[^"]*"|nonce-[\w+/=-]+/g, "nonce")
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "instant");
  return `${answer.status} ${words}`;
}

const outsiders = ["member", "secretariat", "moderator", "guest", "observer", "frozen"] as const;

describe("a private space does not exist for who may not know of it", () => {
  test.each(outsiders)(
    "%s gets the very answer of one that does not exist, at every address",
    async (standing) => {
      const visitor = await visit(standing);
      const [none, noThread, noText] = [randomUUID(), randomUUID(), randomUUID()];
      const missing = within(none, noThread, noText);
      for (const [index, path] of within(space, thread, document).entries()) {
        const [hidden, absent] = [
          await saying(await visitor.get(path)),
          await saying(await visitor.get(missing[index] ?? "")),
        ];
        expect(hidden, path).toBe(absent);
        expect(hidden, path).not.toContain(secret);
      }
    },
  );

  test.each(outsiders)("%s writes there as in one that does not exist", async (standing) => {
    const visitor = await visit(standing);
    const key = randomUUID();
    const writes = (id: string, fil: string): [string, Record<string, string>][] => [
      [`/espaces/${id}`, { what: "join" }],
      [`/espaces/${id}`, { what: "request", message: "Bonjour" }],
      [`/espaces/${id}/taches`, { what: "add", title: "x", key }],
      [`/espaces/${id}/calendrier`, { what: "subscribe" }],
      [`/espaces/${id}/membres`, { what: "uninvite", person: randomUUID() }],
      [`/espaces/${id}/reglages`, { closing: "delete" }],
      [`/espaces/${id}/epingles`, { what: "pin", kind: "thread", id: fil }],
      [`/espaces/${id}/fils/nouveau`, { title: "x", body: "x", key }],
      [`/fils/${fil}`, { body: "x", key }],
      [`/fils/${fil}/deplacement`, { to: id, seen: "-" }],
    ];
    const absent = writes(randomUUID(), randomUUID());
    for (const [index, [path, form]] of writes(space, thread).entries()) {
      const [other, same] = absent[index] ?? ["", {}];
      const answers = [await visitor.post(path, form), await visitor.post(other, same)];
      expect(await saying(answers[0] as Response), path).toBe(await saying(answers[1] as Response));
    }
  });

  test.each(outsiders)("%s finds no trace of it in lists, counts, themes, searches", async (standing) => {
    const visitor = await visit(standing);
    const [theme] = await run(database.portalUrl, `SELECT "id" FROM "Theme" ORDER BY "position" LIMIT 1`);
    const pages = [
      "/",
      "/espaces",
      "/themes",
      `/themes/${theme?.id}`,
      "/fils",
      "/textes",
      "/recherche",
      "/annuaire",
      `/espaces?theme=${theme?.id}`,
      `/fils?theme=${theme?.id}`,
      `/textes?theme=${theme?.id}`,
      "/compte/mes-donnees",
      "/mon-organisation",
    ];
    for (const page of pages) expect(await saying(await visitor.get(page)), page).not.toContain(secret);
    for (const list of ["/recherche", "/espaces"]) {
      const [asked, nothing] = [secret, "zanzibarote"].map(async (q) =>
        (await saying(await visitor.get(`${list}?q=${q}`))).replaceAll(q, "mot"),
      );
      expect(await asked, list).toBe(await nothing);
    }
  });

  test.each(outsiders)(
    "%s joins neither its thread nor its text over the live connection",
    async (standing) => {
      const client = await connect(await visit(standing));
      for (const [hidden, absent] of [
        [client.ask("thread:join", { thread }), client.ask("thread:join", { thread: randomUUID() })],
        [open(client, document), open(client, randomUUID())],
      ] as const) {
        expect(await hidden).toEqual(await absent);
        expect(await hidden).toMatchObject({ ok: false });
      }
    },
  );
});

describe("who is in it sees what their place lets them", () => {
  test("a guest sees neither the list of members, nor names on tasks, nor who is present", async () => {
    await enter("guest", "guest");
    await enter("observer", "guest");
    const guest = await visit("guest");
    expect((await guest.get(`/espaces/${space}`)).status).toBe(200);
    expect((await guest.get(`/espaces/${space}/membres`)).status).toBe(404);
    const pages = await Promise.all(
      ["", "/taches", "/calendrier", "/fils"].map(async (page) =>
        (await guest.get(`/espaces/${space}${page}`)).text(),
      ),
    );
    const names = [personaOf("observer").name, personaOf("focal point").name];
    for (const name of names) expect(pages[1]).not.toContain(name);
    const [one, other] = [await connect(guest), await connect(await visit("observer"))];
    expect(await other.ask("thread:join", { thread })).toMatchObject({ ok: true, present: [] });
    expect(await one.ask("thread:join", { thread })).toMatchObject({ ok: true, present: [] });
    expect(
      (await guest.post(`/espaces/${space}/taches`, { what: "add", title: "x", key: randomUUID() })).status,
    ).toBe(403);
  });

  test("a new member of a participating organisation enters with it; one who leaves it is cut off and finds nothing", async () => {
    const person = await personOf("member");
    const [organisation] = await run(
      database.portalUrl,
      `SELECT "organisationId" AS id FROM "Membership" WHERE "personId" = $1 ORDER BY "createdAt" LIMIT 1`,
      [await personOf("focal point")],
    );
    await run(
      database.portalUrl,
      `DELETE FROM "Membership" WHERE "personId" = $1 AND "organisationId" = $2`,
      [person, organisation?.id],
    );
    await run(
      database.portalUrl,
      `INSERT INTO "SpaceOrganisation" ("spaceId", "organisationId", "role", "createdAt") VALUES ($1, $2, 'member', now())`,
      [space, organisation?.id],
    );
    const outside = await visit("member");
    expect((await outside.get(`/espaces/${space}`)).status).toBe(404);
    await run(
      database.portalUrl,
      `INSERT INTO "Membership" ("id", "personId", "organisationId", "role", "createdAt") VALUES (gen_random_uuid(), $1, $2, 'member', now())`,
      [person, organisation?.id],
    );
    const inside = await visit("member");
    expect((await inside.get(`/espaces/${space}/fils`)).status).toBe(200);
    const client = await connect(inside);
    expect(await client.ask("thread:join", { thread })).toMatchObject({ ok: true });
    let cut = false;
    client.socket.on("disconnect", () => {
      cut = true;
    });
    await run(
      database.portalUrl,
      `DELETE FROM "Membership" WHERE "personId" = $1 AND "organisationId" = $2`,
      [person, organisation?.id],
    );
    expect((await inside.get(`/espaces/${space}/fils`)).status).toBe(404);
    await vi.waitFor(() => expect(cut).toBe(true), { timeout: 10_000 });
  });
});
