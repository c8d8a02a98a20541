import { beforeAll, expect, test, vi } from "vitest";
import { useLivePortal } from "../../tests/support/live-portal";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { newId } from "../db/ids.server";
import { writePost } from "../discussions/posts.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { countUnread } from "./bell.server";
import { markThingRead } from "./notices.server";

const live = useLivePortal();

let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  observer = await viewerOf("niamey");
  await deliverWaiting();
});

/** Counts what all connections of a person hear of their notices. */
async function hear({ personId }: Viewer): Promise<unknown[]> {
  const heard: unknown[] = [];
  for (let tab = 0; tab < 2; tab++) {
    const client = await live().connect(personId);
    client.socket.on("notices:changed", (payload: unknown) => heard.push(payload));
  }
  return heard;
}

test("every tab of a person hears that their notices changed, without content, and nobody else's does", async () => {
  const { id } = await makeThread(jmed);
  await deliverWaiting();
  const [own, others] = [await hear(jmed), await hear(observer)];
  await writePost(agadez, id, { body: "Des mots confidentiels", key: newId() });
  await deliverWaiting();
  await vi.waitFor(() => expect(own).toEqual([{}, {}]));
  expect(await countUnread(jmed)).toBe(1);
  expect(await countUnread(jmed, id)).toBe(0);
  await markThingRead(jmed, "thread", id);
  await vi.waitFor(() => expect(own).toHaveLength(4));
  expect(others).toEqual([]);
});
