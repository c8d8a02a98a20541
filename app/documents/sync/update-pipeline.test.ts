import { expect, test, vi } from "vitest";
import * as Y from "yjs";
import { LiveText, toBase64 } from "../../../tests/support/live-client";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { liveViewerOfCookie } from "../../accounts/sessions.server";
import { db } from "../../db/database.server";
import { schemaVersion } from "../editor/vocabulary";
import { docWithoutGc } from "./doc-without-gc";
import { readLog } from "./log.server";
import { OpenDocument } from "./open-document.server";
import { type Reader, UpdatePipeline } from "./update-pipeline.server";

const live = useLivePortal();

/** A reader with the document open. */
async function readerOf(personId: string, spaceId: string): Promise<Reader> {
  const viewer = await liveViewerOfCookie(await live().signIn(personId));
  if (!viewer) throw new Error("There is no such session.");
  const nothing = () => undefined;
  const session = { who: personId, viewer, ended: false, join: nothing, leave: nothing, emit: nothing };
  return {
    session,
    access: "write",
    frozen: false,
    spaceId,
    schema: schemaVersion,
    organisationId: null,
    own: new Set(),
    caret: null,
    short: true,
  };
}

async function logged(id: string): Promise<Y.Doc> {
  const doc = docWithoutGc();
  const { snapshot, updates } = await readLog(id);
  for (const part of [snapshot, ...updates]) if (part) Y.applyUpdate(doc, part.bytes);
  return doc;
}

test("two people delete the same words at once, one is refused: the deletion acknowledged to the other is in the log", async () => {
  const [author, colleague] = [await personOf("jmed.point-focal"), await personOf("agadez.plaidoyer")];
  const id = await makeText();
  const text = new LiveText(await live().connect(author), id);
  await text.open();
  text.type(0, "Ce qui est de trop");
  await vi.waitFor(() => expect(text.pending).toBe(0), { timeout: 10_000 });
  const copy = await logged(id);
  const before = Y.encodeStateVector(copy);
  copy.getXmlFragment("default").delete(0, 1);
  const deletion = toBase64(Y.encodeStateAsUpdate(copy, before));

  const door = new UpdatePipeline(await OpenDocument.load(id), 1, new Map());
  const { spaceId } = await db.document.findUniqueOrThrow({ where: { id } });
  const [one, other] = [await readerOf(author, spaceId), await readerOf(colleague, spaceId)];
  const rights = one.session.viewer.rights - 1; // ended since
  Object.assign(one.session, { viewer: { ...one.session.viewer, rights } });
  const answers = await Promise.allSettled([
    door.receive(one, deletion, undefined),
    door.receive(other, deletion, undefined),
  ]);
  expect(answers[0]).toMatchObject({ status: "rejected", reason: { reason: "read-only" } });
  expect(answers[1]).toMatchObject({ status: "fulfilled" });
  expect((await logged(id)).getXmlFragment("default").toString()).not.toContain("Ce qui est de trop");
});
