import type { ExaminationRequest } from "./examination";
import { examine } from "./examine";

/**
 * The child process that decodes uploaded files. The parent limits its time and memory and kills it when they are
 * exceeded; it has no environment, no database and no network of ours.
 */
process.on("message", async ({ id, question }: { id: number; question: ExaminationRequest }) => {
  try {
    process.send?.({ id, answer: await examine(question) });
  } catch (error) {
    process.send?.({ id, failed: error instanceof Error ? error.message : "unknown" });
  }
});

process.send?.({ ready: true });
