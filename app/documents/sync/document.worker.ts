import { parentPort } from "node:worker_threads";
import type { Doc } from "yjs";
import { HeldDocuments, rehearse } from "./held-documents";
import { inspectUpdate } from "./inspect";
import type { ThreadQuestion } from "./worker-questions";

/**
 * The worker that decodes untrusted bytes, holds documents and derives content, so that none of it can block the
 * portal. It takes one question at a time; the main process sets the limits and terminates the worker when one is
 * exceeded.
 */

const held = new HeldDocuments();

parentPort?.on("message", async ({ id, question }: { id: number; question: ThreadQuestion }) => {
  try {
    parentPort?.postMessage({ id, answer: await answerTo(question) });
  } catch (error) {
    parentPort?.postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
  }
});

parentPort?.postMessage({ ready: true });

async function answerTo(question: ThreadQuestion): Promise<unknown> {
  switch (question.ask) {
    case "inspect":
      return inspectUpdate(question.update);
    case "load":
      return held.load(question.key, question.parts, question.maxSteps);
    case "apply":
      return held.apply(question.key, question.updates);
    case "try":
      return held.try(question.key, question.trials);
    case "lacking":
      return held.lackingAt(question.key, question.vector);
    case "forget":
      return held.forget(question.key);
    case "rehearse":
      return rehearse(question.state, question.maxSteps);
    case "digest":
      // Imported on demand: loading the editor's schema takes longer than everything else in this worker.
      return (await import("./derive-content")).deriveContent(question.parts);
    case "view":
      return (await import("../reading.server")).readingView(question.content);
    case "compare":
      return (await import("../versions/compare")).compareContents(question.before, question.after);
    case "rewrite":
      return (await import("./whole-content")).rewrite(question.parts, question.content);
    case "freeze":
      return (await import("./whole-content")).freeze(question.parts, question.title);
    case "file": {
      const { makeFile } = await import("../export/make-file");
      return await makeFile(question.content, question.form, question.frame);
    }
    case "anchor":
      return await withDoc(question.parts, ({ anchorPassage }, doc) => anchorPassage(doc, question.passage));
    case "locate":
      return await withDoc(question.parts, ({ locateAnchors }, doc) => locateAnchors(doc, question.anchors));
  }
}

async function withDoc<Answer>(
  parts: Uint8Array[],
  work: (anchors: typeof import("../comments/anchors"), doc: Doc) => Answer,
): Promise<Answer> {
  const [{ docOf }, anchors] = await Promise.all([import("./derive-content"), import("../comments/anchors")]);
  return work(anchors, docOf(parts));
}
