import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { log } from "../services/services.server";
import type { RefusalReason } from "./files";
import { fileServices } from "./storage.server";

/** clamd limits streams itself (StreamMaxLength) and answers within this time. */
const scanLimitMs = 120_000;

/**
 * Has clamd scan a file, where one is configured, by its INSTREAM command. A scanner that does not answer refuses the file:
 * the operator has asked for every file to be scanned.
 */
export async function scanForViruses(path: string): Promise<RefusalReason | null> {
  const { clamd } = fileServices();
  if (!clamd) return null;
  try {
    const answer = await askClamd(clamd, path);
    if (/\bOK$/.test(answer)) return null;
    if (/\bFOUND$/.test(answer)) return "virus";
    log().error({ answer }, "clamd did not scan an upload");
  } catch (error) {
    log().error({ err: error }, "clamd cannot be reached: an upload was refused");
  }
  return "scannerAway";
}

function open(address: string): Socket {
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  return host && port ? connect({ host, port: Number(port) }) : connect({ path: address });
}

async function askClamd(address: string, path: string): Promise<string> {
  const socket = open(address);
  socket.setTimeout(scanLimitMs, () => socket.destroy(new Error("clamd took too long.")));
  try {
    const answer = readAll(socket);
    answer.catch(() => undefined);
    // Errors of the writing end are those of the answer, or clamd has answered before the end of the file.
    await pipeline(framed(path), socket, { end: false }).catch(() => undefined);
    return (await answer).replace(/\0/g, "").trim();
  } finally {
    socket.destroy();
  }
}

/** The command and the file: chunks with their length, and one of length 0 at the end. */
async function* framed(path: string): AsyncGenerator<Buffer> {
  yield Buffer.from("zINSTREAM\0");
  for await (const chunk of createReadStream(path)) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    yield Buffer.concat([length, chunk as Buffer]);
  }
  yield Buffer.alloc(4);
}

async function readAll(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket) text += (chunk as Buffer).toString("utf8");
  return text;
}
