import { parentPort } from "node:worker_threads";
import { readTableFile } from "./read-file";
import type { ReadOptions } from "./table";

interface Question {
  bytes: Uint8Array;
  options: ReadOptions;
}

/**
 * The worker thread that reads uploaded tables. The parent limits its time and memory and ends it when they are
 * exceeded.
 */
parentPort?.on("message", ({ id, question }: { id: number; question: Question }) => {
  const { bytes, options } = question;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  parentPort?.postMessage({ id, answer: readTableFile(file, options) });
});

parentPort?.postMessage({ ready: true });
