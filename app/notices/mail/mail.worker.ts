import { parentPort } from "node:worker_threads";
import { parseMail } from "./parse-mail";

/** The worker thread that parses received mails. The parent limits its time and memory. */
parentPort?.on("message", async ({ id, question }: { id: number; question: { source: Uint8Array } }) => {
  const { buffer, byteOffset, byteLength } = question.source;
  try {
    const answer = await parseMail(Buffer.from(buffer, byteOffset, byteLength));
    parentPort?.postMessage({ id, answer });
  } catch (error) {
    parentPort?.postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
  }
});

parentPort?.postMessage({ ready: true });
