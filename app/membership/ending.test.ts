import { beforeAll, describe, expect, test, vi } from "vitest";
import { LiveText } from "../../tests/support/live-client";
import { useLivePortal } from "../../tests/support/live-portal";
import { makeText, personOf } from "../../tests/support/texts";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { decide } from "./admission.server";
import { changePerson } from "./person-changes.server";

const live = useLivePortal();
const soon = { timeout: 2_500 };

let secretariat: Viewer;
let document: string;

beforeAll(async () => {
  secretariat = await viewerOf("secretariat.administration");
  document = await makeText();
});

/** A person with an open document. */
async function writer(start: string) {
  const personId = await personOf(start);
  const client = await live().connect(personId);
  const text = new LiveText(client, document);
  await text.open();
  text.type(0, "avant ");
  // Wait for all updates: the first words in an empty document are two, and the second is sent after the first is
  // acknowledged.
  await vi.waitFor(() => expect(text.pending).toBe(0), { timeout: 10_000 });
  expect(text.refusals).toEqual([]);
  let cuts = 0;
  // A client that the server disconnects reconnects by itself; see docs/realtime.md.
  client.socket.on("disconnect", () => {
    cuts += 1;
    client.socket.connect();
  });
  return { personId, client, text, cuts: () => cuts };
}

const updatesOf = (authorId: string) =>
  db.documentUpdate.count({ where: { documentId: document, authorId } });
const organisationOf = async (slug: string) =>
  (await db.organisation.findUniqueOrThrow({ where: { slug } })).id;

describe("ending a right cuts open documents within two seconds", () => {
  test("people of a frozen organisation reconnect read-only, their resent updates are refused, and a restoration lets them write", async () => {
    const { personId, client, text, cuts } = await writer("agadez.terrain");
    const agadez = await organisationOf("demo-agadez");
    const before = await updatesOf(personId);
    expect(await decide(secretariat, agadez, { step: "frozen", reason: "Pour l’essai." })).toBe(true);
    await vi.waitFor(() => expect(cuts()).toBe(1), soon);
    text.type(0, "après ");
    await vi.waitFor(() => expect(text.refusals).toContain("read-only"), soon);
    expect(await updatesOf(personId)).toBe(before);
    const opened = await text.open();
    expect(opened).toMatchObject({ access: "read" });
    expect(await decide(secretariat, agadez, { step: "restored", reason: "Pour l’essai." })).toBe(true);
    await vi.waitFor(() => expect(cuts()).toBe(2), soon);
    await client.connected();
    expect(await text.open()).toMatchObject({ access: "write" });
  });

  test("a person removed from their only organisation gets no access to the document on reconnecting", async () => {
    const { personId, client, text, cuts } = await writer("tahoua.formation");
    const membership = await db.membership.findFirstOrThrow({ where: { personId } });
    const before = await updatesOf(personId);
    expect(await changePerson(secretariat, { what: "membership", membership: membership.id })).toBeNull();
    await vi.waitFor(() => expect(cuts()).toBe(1), soon);
    text.type(0, "encore ");
    await client.connected();
    expect(
      await client.ask("document:open", { document, schema: 1, client: null, vector: new Uint8Array([0]) }),
    ).toMatchObject({
      ok: false,
      reason: "not-found",
    });
    expect(await updatesOf(personId)).toBe(before);
  });

  test("a secretariat member who loses the role is cut", async () => {
    const { personId, cuts } = await writer("secretariat.moderation");
    expect(
      await changePerson(secretariat, { what: "network-role", person: personId, role: "none" }),
    ).toBeNull();
    await vi.waitFor(() => expect(cuts()).toBe(1), soon);
  });

  test("ended sessions do not reconnect", async () => {
    const { personId, client, cuts } = await writer("jmed.suivi");
    const refused = new Promise<Error>((resolve) => client.socket.once("connect_error", resolve));
    await changePerson(secretariat, { what: "sessions", person: personId });
    await vi.waitFor(() => expect(cuts()).toBe(1), soon);
    expect((await refused).message).toBe("signed-out");
  });
});
