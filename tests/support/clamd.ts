import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** The test signature that every scanner knows; in two parts, so that this file is none. */
export const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR${"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"}`;

const program = "/usr/sbin/clamd";

export interface Scanner {
  /** The path of its socket. */
  address: string;
  stop(): Promise<void>;
}

/**
 * The real clamd with one signature, where Debian's package clamav-daemon is installed; elsewhere a stand-in that speaks the
 * same protocol.
 */
export async function startScanner(): Promise<Scanner> {
  const folder = await mkdtemp(join(tmpdir(), "clamd-"));
  const address = join(folder, "clamd.sock");
  const stop = existsSync(program) ? await startClamd(folder, address) : await startStandIn(address);
  return {
    address,
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startClamd(folder: string, address: string): Promise<() => Promise<void>> {
  await mkdir(join(folder, "signatures"));
  const hex = Buffer.from(eicar).toString("hex");
  await writeFile(join(folder, "signatures/test.ndb"), `Eicar-Test-Signature:0:*:${hex}\n`);
  const lines = [
    `LocalSocket ${address}`,
    `DatabaseDirectory ${join(folder, "signatures")}`,
    `TemporaryDirectory ${folder}`,
    "Foreground yes",
  ];
  await writeFile(join(folder, "clamd.conf"), `${lines.join("\n")}\n`);
  const child: ChildProcess = spawn(program, ["-c", join(folder, "clamd.conf")], { stdio: "ignore" });
  const ended = once(child, "close");
  while (!existsSync(address) && child.exitCode === null) await delay(50);
  if (child.exitCode !== null) throw new Error("clamd did not start.");
  return async () => {
    child.kill("SIGKILL");
    await ended;
  };
}

async function startStandIn(address: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => void answer(socket));
  server.listen(address);
  await once(server, "listening");
  return async () => {
    server.close();
    await once(server, "close");
  };
}

async function answer(socket: Socket): Promise<void> {
  let sent = Buffer.alloc(0);
  for await (const chunk of socket) {
    sent = Buffer.concat([sent, chunk as Buffer]);
    if (sent.subarray(-4).equals(Buffer.alloc(4))) break;
  }
  socket.end(sent.includes(eicar) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
}
