import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import { type JournalFilters, noFilters } from "../audit/journal";
import { exportJournal, readJournal } from "../audit/journal.server";
import { readChain, verifyNow } from "../audit/report.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { moveThread, prepareThreadMove } from "../discussions/moving.server";
import { registerThreadNames } from "../discussions/names.server";
import { startThread } from "../discussions/threads.server";
import { beginDocument } from "../documents/documents.server";
import { registerDocumentNames } from "../documents/names.server";
import { now } from "../services/services.server";
import { registerSpaceEntryFilter } from "./audit-entries.server";
import { enterSpace } from "./entry.server";
import { changeMembers } from "./member-actions.server";
import { registerSpaceNames } from "./names.server";
import { changeSpace, closeSpace, createSpace, eraseDeletedSpaces } from "./space-lifecycle.server";
import type { NewSpace } from "./spaces-form.server";

useDatabase("demonstration");
registerSpaceEntryFilter();
registerSpaceNames();
registerThreadNames();
registerDocumentNames();

let agadez: Viewer;
let jmed: Viewer;
let secretariat: Viewer;
let auditor: Viewer;

beforeAll(async () => {
  agadez = await viewerOf("agadez.terrain");
  jmed = await viewerOf("jmed.suivi");
  secretariat = await viewerOf("secretariat.adm");
  auditor = { ...(await viewerOf("zinder")), role: "auditor", memberships: [] };
});

/** A space with everything that the audit record covers: members, a thread with a post, a document. */
async function makeFull(visibility: NewSpace["visibility"]) {
  const form = { description: "", kind: "working_group", confidentiality: "restricted" } as const;
  const { id: space } = await createSpace(
    agadez,
    { ...form, name: "Cellule", visibility, key: newId() },
    "fr",
  );
  await changeMembers(agadez, space, { what: "invite", person: jmed.personId, role: "member" });
  await enterSpace(jmed, space, { what: "accept" });
  const thread = { title: "Fil", body: "Oui", key: newId() };
  const { threadId, postId } = await startThread(agadez, { spaceId: space, themeIds: [] }, thread);
  const { id: document } = await beginDocument(agadez, { space, title: "Texte", themes: [], key: newId() });
  return { space, threadId, postId, document };
}

const read = (viewer: Viewer, filters: Partial<JournalFilters>) =>
  readJournal(viewer, { ...noFilters, ...filters }, undefined, "fr");

/** Number of entries about one object: listed, counted, exported. */
async function seen(viewer: Viewer, object: string): Promise<number> {
  const { entries, total } = await read(viewer, { object });
  let text = "";
  for await (const lines of await exportJournal(viewer, { ...noFilters, object }, "fr")) text += lines;
  expect([total, text.trim().split("\n").length - 1]).toEqual([entries.length, entries.length]);
  return entries.length;
}

test("entries about a private space are shown only to its members", async () => {
  const full = await makeFull("private");
  for (const id of Object.values(full)) {
    for (const viewer of [secretariat, auditor]) expect(await seen(viewer, id)).toBe(0);
    expect(await seen({ ...jmed, role: "auditor" }, id)).toBeGreaterThan(0);
  }
  const by = { who: agadez.personId, kind: "contribution" } as const;
  const objects = (await read(auditor, by)).entries.map(({ object }) => object?.id);
  expect(objects).not.toContain(full.postId);
});

test("entries about other spaces are shown as before", async () => {
  for (const visibility of ["network", "on_request"] as const) {
    const full = await makeFull(visibility);
    for (const id of Object.values(full)) expect(await seen(auditor, id)).toBeGreaterThan(0);
  }
});

test("the filter does not offer an action that occurs only in private spaces", async () => {
  const space = await makeSpace({ visibility: "private", facilitator: agadez.personId });
  await changeMembers(agadez, space, { what: "invite", person: jmed.personId, role: "member" });
  await enterSpace(jmed, space, { what: "decline" });
  const offered = async (viewer: Viewer) => (await read(viewer, {})).actions.map(({ action }) => action);
  expect(await offered(auditor)).not.toContain("space.invitation-declined");
  expect(await offered({ ...agadez, role: "auditor" })).toContain("space.invitation-declined");
});

test("entries of a space that became private are hidden; a space without a facilitator shows none", async () => {
  const { space, threadId } = await makeFull("network");
  const said = { name: "Cellule", description: "", confidentiality: "restricted", version: 0 } as const;
  await changeSpace(agadez, space, { ...said, visibility: "private" });
  await db.spaceMember.deleteMany({ where: { spaceId: space } });
  for (const viewer of [secretariat, auditor]) {
    expect([await seen(viewer, space), await seen(viewer, threadId)]).toEqual([0, 0]);
  }
});

test("the move of a thread out of a private space stays hidden from others, though all may now read the thread", async () => {
  const { space, threadId } = await makeFull("private");
  const to = await makeSpace({ visibility: "network", facilitator: agadez.personId });
  const { chosen } = await prepareThreadMove(agadez, threadId, to);
  expect(await moveThread(agadez, threadId, { to, seen: chosen?.seen ?? "" })).toBe(true);
  const actions = (await read(auditor, { object: threadId })).entries.map(({ action }) => action);
  expect(actions).toContain("thread.started");
  expect(actions).not.toContain("thread.moved");
  expect(await seen(auditor, space)).toBe(0);
});

test("an erased private space stays hidden, an erased open one does not; the chain keeps every entry", async () => {
  const erased = { private: await makeFull("private"), network: await makeFull("network") };
  for (const { space } of Object.values(erased)) {
    await closeSpace(agadez, space, "delete");
    await db.space.update({
      where: { id: space },
      data: { closedAt: new Date(now().getTime() - 31 * 24 * 3_600_000) },
    });
  }
  await eraseDeletedSpaces();
  for (const id of Object.values(erased.private)) {
    for (const viewer of [auditor, secretariat]) expect(await seen(viewer, id)).toBe(0);
  }
  for (const id of Object.values(erased.network)) expect(await seen(auditor, id)).toBeGreaterThan(0);
  expect(await seen(auditor, erased.network.space)).toBeGreaterThan(2);
  const written = await db.auditEntry.count();
  await verifyNow(secretariat);
  expect(await readChain(secretariat, "")).toMatchObject({ verified: { entries: written }, faults: [] });
});

test("an entry names its object to people who may read it, and shows its id to no reader", async () => {
  const { space, threadId, document } = await makeFull("network");
  const { space: closed } = await makeFull("private");
  const { chosen } = await prepareThreadMove(agadez, threadId, closed);
  expect(await moveThread(agadez, threadId, { to: closed, seen: chosen?.seen ?? "" })).toBe(true);
  const words = async (viewer: Viewer, object: string) =>
    (await read(viewer, { object })).entries.flatMap(({ object, details }) => [object?.name, ...details]);
  expect(await words({ ...agadez, role: "auditor" }, space)).toContain("Cellule");
  expect(await words(secretariat, document)).toContain("Texte");
  // The auditor reads the audit record, but no content of spaces.
  expect(await words(auditor, document)).not.toContain("Texte");
  const { entries } = await read({ ...agadez, role: "auditor" }, {});
  const shown = entries.flatMap(({ label, object, details }) => [
    label,
    object?.type,
    object?.name,
    ...details,
  ]);
  expect(
    shown.filter((text) => text && /[0-9a-f]{8}-[0-9a-f]{4}|[a-z]_[a-z]|^[a-z]+[.][a-z]/.test(text)),
  ).toEqual([]);
});
