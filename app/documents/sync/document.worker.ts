import { parentPort } from "node:worker_threads";
import { HeldDocuments, rehearse } from "./held-documents";
import { inspectUpdate } from "./inspect";
import type { ThreadQuestion } from "./worker-questions";

/**
 * The thread in which bytes from outside are decoded, documents are held and contents are derived, so that none of it
 * can stop the portal. One question at a time comes in; the process that asks sets the limits and ends this thread when
 * they are passed.
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
      return held.try(question.key, question.trial);
    case "lacking":
      return held.lackingAt(question.key, question.vector);
    case "forget":
      return held.forget(question.key);
    case "rehearse":
      return rehearse(question.state, question.maxSteps);
    case "digest":
      // Read only where it is asked for: the editor's schema takes a thread longer to read than all the rest.
      return (await import("./derive-content")).deriveContent(question.parts);
  }
}
