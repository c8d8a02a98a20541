import { parentPort } from "node:worker_threads";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { faithfulDoc } from "./faithful-doc";
import { inspectUpdate } from "./inspect";
import { type Digest, plainTextOf, type TextNode } from "./text-nodes";
import { fragmentName } from "./vocabulary";

/**
 * The thread in which bytes from outside are decoded and whole texts are digested, so that neither can stop the
 * portal. One question at a time comes in; the process that asks sets the limits and ends this thread when they
 * are passed.
 */

type Question = { id: number } & (
  | { ask: "inspect"; update: Uint8Array }
  | { ask: "digest"; parts: Uint8Array[] }
);

parentPort?.on("message", (question: Question) => {
  const answer = question.ask === "inspect" ? inspectUpdate(question.update) : digest(question.parts);
  parentPort?.postMessage({ id: question.id, answer });
});

parentPort?.postMessage({ ready: true });

/** One snapshot of everything (applying is linear where Yjs's own merging is quadratic), and the text in words. */
function digest(parts: Uint8Array[]): Digest {
  const doc = faithfulDoc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  const content = yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(fragmentName)) as TextNode;
  const clients = [...doc.store.clients.keys()];
  return { snapshot: Y.encodeStateAsUpdate(doc), content, plainText: plainTextOf(content), clients };
}
