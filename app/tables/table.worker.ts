import { parentPort } from "node:worker_threads";
import { readTableFile } from "./read-file";
import type { ReadOptions } from "./table";

/**
 * The thread that reads people's tables. The process that asks sets limits of time and memory and ends this thread when
 * they are passed.
 */
parentPort?.on(
  "message",
  ({ id, bytes, options }: { id: number; bytes: Uint8Array; options: ReadOptions }) => {
    const answer = readTableFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options);
    parentPort?.postMessage({ id, answer });
  },
);

parentPort?.postMessage({ ready: true });
