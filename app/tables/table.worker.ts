import { parentPort } from "node:worker_threads";
import { readTableFile } from "./read-file";
import type { TableQuestion } from "./table";

/**
 * The thread that reads people's tables. The process that asks sets limits of time and memory and ends this thread when
 * they are passed.
 */
parentPort?.on("message", ({ id, question }: { id: number; question: TableQuestion }) => {
  const { bytes, options } = question;
  const answer = readTableFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options);
  parentPort?.postMessage({ id, answer });
});

parentPort?.postMessage({ ready: true });
