import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createBrotliDecompress } from "node:zlib";
import { type AppLoadContext, writeReadableStreamToWritable } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { fileResponse } from "../../app/authorization/download.server";
import type { Viewer } from "../../app/authorization/viewer";
import { testPorts } from "../../tests/support/ports";
import { sendingTo } from "./sending";

testPorts();

const viewer = {
  personId: "p",
  sessionId: "s",
  rights: 1,
  name: "",
  role: null,
  memberships: [],
  locale: null,
} satisfies Viewer;
const partLength = 64 * 1024;
/** Far more than all buffers of both sides and of the system can hold. */
const parts = 600;
const maxAhead = 16 * 1024 * 1024;

let server: http.Server;
afterEach(() => void server.closeAllConnections());

/** A server that streams one file made of `source`, as the portal's pages do. */
async function serve(source: () => AsyncGenerator<string>, holds = true): Promise<number> {
  const app = express();
  app.use(compression());
  app.get("/", async (_request, response) => {
    const context = { sending: sendingTo(response) } as AppLoadContext;
    const file = fileResponse(
      { request: new Request("http://x/"), context },
      viewer,
      { name: "f.txt", type: "text/plain", parts: source() },
      async () => holds,
    );
    response.setHeader("Content-Type", "text/plain");
    await writeReadableStreamToWritable(file.body as ReadableStream<Uint8Array>, response).catch(
      () => undefined,
    );
  });
  server = app.listen(0);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function get(port: number, encoding: string): Promise<http.IncomingMessage> {
  const request = http.get({ port, headers: { "Accept-Encoding": encoding } });
  const [response] = await once(request, "response");
  return response;
}

async function readWhole(port: number, encoding: string): Promise<void> {
  const response = await get(port, encoding);
  await once(response.resume(), "end");
}

describe.each(["identity", "br"])("a file that is made while it is sent (%s)", (encoding) => {
  test("is produced only as fast as it is read, and arrives whole", async () => {
    let [made, received, ahead] = [0, 0, 0];
    const port = await serve(async function* () {
      for (let part = 0; part < parts; part++) {
        made += partLength;
        ahead = Math.max(ahead, made - received);
        yield randomBytes(partLength / 2).toString("hex");
      }
    });
    const response = await get(port, encoding);
    const body = encoding === "br" ? response.pipe(createBrotliDecompress()) : response;
    for await (const chunk of body) {
      received += chunk.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(received).toBe(parts * partLength);
    expect(ahead).toBeLessThan(maxAhead);
  });

  test("is no longer produced after its reader has disconnected", async () => {
    let ended: () => void;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const port = await serve(async function* () {
      try {
        for (;;) yield randomBytes(partLength / 2).toString("hex");
      } finally {
        ended();
      }
    });
    const response = await get(port, encoding);
    response.destroy();
    await end;
  });

  test("is cut where it fails, so that a partial file is not mistaken for a whole one", async () => {
    const port = await serve(async function* () {
      yield "a".repeat(partLength);
      throw new Error("in the middle");
    });
    await expect(readWhole(port, encoding)).rejects.toThrow(/aborted|hang up/);
  });

  test("is cut when the rights it was started with have ended", async () => {
    const port = await serve(async function* () {
      for (;;) yield randomBytes(partLength / 2).toString("hex");
    }, false);
    await expect(readWhole(port, encoding)).rejects.toThrow(/aborted|hang up/);
  });
});
