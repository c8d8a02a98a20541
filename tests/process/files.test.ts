import { randomBytes } from "node:crypto";
import { readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { photoWithGps, svgWithScript } from "../support/hostile-files";
import { personaOf } from "../support/personas";
import { makeDataDir, type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

let database: TestDatabase;
let portal: RunningTestPortal;
let member: Visitor;
let outsider: Visitor;
let spaceId: string;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await start();
  member = await signInAs(portal.url, personaOf("member"));
  outsider = await signInAs(portal.url, personaOf("guest"));
  spaceId = await networkSpace();
});

afterAll(async () => {
  await portal.stop();
  await database.drop();
});

const start = (dataDir?: string) =>
  startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl, dataDir });

async function query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function networkSpace(): Promise<string> {
  const [space] = await query<{ id: string }>(`SELECT "id" FROM "Space" WHERE "kind" = 'network'`);
  return space?.id ?? "";
}

const encoded = (metadata: Record<string, string>) =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
    .join(",");

interface Sent {
  method: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  as?: Visitor;
}

/** A request as our page's script sends it. */
async function send(path: string, { method, headers, body, as = member }: Sent): Promise<Response> {
  return await fetch(new URL(path, portal.url), {
    method,
    body,
    redirect: "manual",
    headers: { Cookie: as.cookieHeader, Origin: portal.url, "Tus-Resumable": "1.0.0", ...headers },
    ...(body instanceof ReadableStream && { duplex: "half" }),
  } as RequestInit);
}

async function begin(
  name: string,
  size: number,
  more: Record<string, string> = {},
  as = member,
): Promise<string> {
  const metadata = { space: spaceId, name, key: crypto.randomUUID(), ...more };
  const answer = await send("/televersements", {
    method: "POST",
    as,
    headers: { "Upload-Length": String(size), "Upload-Metadata": encoded(metadata) },
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.headers.get("Location") ?? "";
}

/** All memory of a process, where the system tells it. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

const patch = (path: string, offset: number, body: BodyInit, as = member) =>
  send(path, {
    method: "PATCH",
    body,
    as,
    headers: { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
  });

const offsetOf = async (path: string) =>
  Number((await send(path, { method: "HEAD" })).headers.get("Upload-Offset") ?? Number.NaN);

const stateOf = async (path: string) =>
  (await (await send(path, { method: "GET" })).json()) as {
    state: string;
    reason: string | null;
    file: string;
  };

async function uploadWhole(name: string, bytes: Buffer): Promise<string> {
  const path = await begin(name, bytes.length);
  expect((await patch(path, 0, new Uint8Array(bytes))).status).toBe(204);
  const { state, reason, file } = await stateOf(path);
  expect([state, reason]).toEqual(["done", null]);
  return file;
}

describe("a resumable upload", () => {
  test("goes on where it was cut, also after kill -9 of the portal, and is whole", async () => {
    const other = portal;
    const dataDir = await makeDataDir();
    portal = await start(dataDir);
    onTestFinished(() => {
      portal = other;
    });
    const bytes = randomBytes(3_000_000);
    const path = await begin("grand.bin", bytes.length);
    const cut = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes.subarray(0, 1_800_000)));
      },
    });
    const sending = fetch(new URL(path, portal.url), {
      method: "PATCH",
      body,
      duplex: "half",
      signal: cut.signal,
      headers: {
        Cookie: member.cookieHeader,
        Origin: portal.url,
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
      },
    } as RequestInit).catch(() => undefined);
    const folder = join(dataDir, "uploads");
    const id = path.split("/").at(-1) ?? "";
    await expect.poll(async () => (await readFile(join(folder, id)).catch(() => "")).length).toBe(1_800_000);
    await portal.kill();
    cut.abort();
    await sending;
    const rows = await query(`SELECT FROM "File" WHERE "name" = 'grand.bin'`);
    expect(rows).toHaveLength(0);
    portal = await start(dataDir);
    expect(await offsetOf(path)).toBe(1_800_000);
    expect((await patch(path, 1_800_000, new Uint8Array(bytes.subarray(1_800_000)))).status).toBe(204);
    const { file } = await stateOf(path);
    const content = await send(`/fichiers/${file}/contenu`, { method: "GET" });
    expect(Buffer.from(await content.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  test("of somebody else is not found, and a wrong offset changes nothing", async () => {
    const path = await begin("a.txt", 10);
    expect((await send(path, { method: "HEAD", as: outsider })).status).toBe(404);
    expect((await patch(path, 0, "abcde", outsider)).status).toBe(404);
    expect((await patch(path, 5, "abcde")).status).toBe(409);
    expect(await offsetOf(path)).toBe(0);
    expect((await send(path, { method: "DELETE" })).status).toBe(204);
    expect((await send(path, { method: "HEAD" })).status).toBe(404);
  });

  test("meets a full disk with a clear refusal, and goes on once there is room", async () => {
    const path = await begin("c.txt", 10);
    const stored = join(portal.dataDir, "uploads", path.split("/").at(-1) ?? "");
    await symlink("/dev/full", stored);
    const refused = await patch(path, 0, "0123456789");
    expect([refused.status, (await refused.text()).trim()]).toEqual([507, "diskFull"]);
    expect((await member.get("/annuaire")).status).toBe(200);
    await rm(stored);
    expect((await patch(path, 0, "0123456789")).status).toBe(204);
    expect((await stateOf(path)).state).toBe("done");
  });

  test("of 200 MB makes the portal's memory grow by less than 60 MB", async () => {
    const size = 200_000_000;
    const path = await begin("tres-grand.bin", size);
    const before = await residentBytes(portal.pid);
    let peak = before;
    let sent = 0;
    const body = new ReadableStream({
      async pull(controller) {
        if (sent >= size) return controller.close();
        const chunk = new Uint8Array(Math.min(1_000_000, size - sent)).fill(sent % 251);
        sent += chunk.length;
        controller.enqueue(chunk);
        peak = Math.max(peak, await residentBytes(portal.pid));
      },
    });
    expect((await patch(path, 0, body)).status).toBe(204);
    expect((await stateOf(path)).state).toBe("done");
    expect(peak - before).toBeLessThan(60_000_000);
  });

  test("longer than announced is refused", async () => {
    const path = await begin("a.txt", 5);
    expect((await patch(path, 0, "abcdefgh")).status).toBeGreaterThanOrEqual(400);
    expect(await query(`SELECT FROM "File" WHERE "name" = 'a.txt'`)).toHaveLength(0);
  });

  test("ends at the next chunk when the right ends", async () => {
    const account = personaOf("focal point");
    const other = await signInAs(portal.url, account);
    const path = await begin("b.txt", 10, {}, other);
    expect((await patch(path, 0, "abcde", other)).status).toBe(204);
    await query(
      `INSERT INTO "Admission" SELECT m."organisationId", 'active', now(), now() FROM "Membership" m
         JOIN "Person" p ON p."id" = m."personId" WHERE p."email" = $1
       ON CONFLICT ("organisationId") DO UPDATE SET "frozenAt" = now()`,
      [account.email],
    );
    expect((await patch(path, 5, "fghij", other)).status).toBeGreaterThanOrEqual(400);
    expect(await query(`SELECT FROM "File" WHERE "name" = 'b.txt'`)).toHaveLength(0);
    await query(
      `UPDATE "Admission" SET "frozenAt" = NULL WHERE "organisationId" IN (
      SELECT m."organisationId" FROM "Membership" m JOIN "Person" p ON p."id" = m."personId" WHERE p."email" = $1)`,
      [account.email],
    );
  });

  test("without a session, or with the rights of a reader, is refused", async () => {
    await expect(begin("a.txt", 5, {}, outsider)).rejects.toThrow(/^40[34]/);
    const nobody = { cookieHeader: "" } as Visitor;
    const answer = await send("/televersements", { method: "POST", as: nobody });
    expect(answer.status).toBe(302);
  });

  test("from a foreign page is refused", async () => {
    const answer = await send("/televersements", {
      method: "POST",
      headers: { Origin: "https://ailleurs.example" },
    });
    expect(answer.status).toBe(403);
  });
});

describe("the plain form", () => {
  async function post(files: [name: string, bytes: Buffer][]): Promise<Response> {
    const form = new FormData();
    form.set("key", crypto.randomUUID());
    for (const [name, bytes] of files) form.append("files", new Blob([new Uint8Array(bytes)]), name);
    return await send(`/espaces/${spaceId}/fichiers`, { method: "POST", body: form });
  }

  test("takes several files, however long, and shows what became of each", async () => {
    const long = randomBytes(9_000_000);
    const answer = await post([
      ["photo.jpg", await photoWithGps()],
      ["long.bin", long],
      ["facture.exe", Buffer.from("x")],
    ]);
    expect(answer.status).toBe(302);
    const shown = await (await member.get(answer.headers.get("Location") ?? "")).text();
    expect(shown).toContain("photo.jpg");
    expect(shown).toContain("Les programmes ne sont pas acceptés");
    const [row] = await query<{ size: number }>(
      `SELECT v."size" FROM "File" f JOIN "FileVersion" v ON v."fileId" = f."id" WHERE f."name" = 'long.bin'`,
    );
    expect(row?.size).toBe(long.length);
  });

  test("that is no form of ours is refused", async () => {
    const answer = await send(`/espaces/${spaceId}/fichiers`, {
      method: "POST",
      body: "--x\r\nabc",
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
    });
    expect(answer.status).toBe(400);
  });
});

describe("a download", () => {
  test("is an attachment under its own name that no browser opens, keeps or guesses about", async () => {
    const file = await uploadWhole("Dessin d’été.svg", svgWithScript);
    const answer = await member.get(`/fichiers/${file}/contenu`);
    const { headers } = answer;
    expect(headers.get("Content-Disposition")).toContain("attachment");
    expect(headers.get("Content-Disposition")).toContain(
      "filename*=UTF-8''Dessin%20d%E2%80%99%C3%A9t%C3%A9.svg",
    );
    expect(headers.get("Content-Type")).toBe("application/octet-stream");
    expect(headers.get("Cache-Control")).toContain("no-store");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toContain("sandbox");
    expect(headers.get("Content-Encoding")).toBeNull();
    expect(headers.get("Content-Length")).toBe(String(svgWithScript.length));
  });

  test("gives ranges, and each of them only to those who may read the file then", async () => {
    const file = await uploadWhole("a.txt", Buffer.from("0123456789"));
    const range = async (value: string, more: Record<string, string> = {}) => {
      const answer = await member.get(`/fichiers/${file}/contenu`, { Range: value, ...more });
      return [answer.status, answer.headers.get("Content-Range"), await answer.text()];
    };
    expect(await range("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await range("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await range("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await range("bytes=5-99")).toEqual([206, "bytes 5-9/10", "56789"]);
    expect((await range("bytes=10-"))[0]).toBe(416);
    expect((await range("bytes=4-2"))[0]).toBe(200);
    expect((await range("bytes=2-4", { "If-Range": '"autre"' }))[0]).toBe(200);
    const head = await send(`/fichiers/${file}/contenu`, { method: "HEAD" });
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, "10"]);
    await query(`UPDATE "File" SET "state" = 'trashed' WHERE "id" = $1`, [file]);
    expect((await range("bytes=2-4"))[0]).toBe(404);
  });

  test("stops when the right ends while it runs", async () => {
    const file = await uploadWhole("grand.bin", randomBytes(60_000_000));
    const answer = await member.get(`/fichiers/${file}/contenu`);
    const reader = answer.body?.getReader();
    await reader?.read();
    await query(`UPDATE "File" SET "state" = 'trashed' WHERE "id" = $1`, [file]);
    // The reader is slow: the connection is full, and the portal waits for it.
    await expect
      .poll(
        async () =>
          (await query(`SELECT FROM "File" WHERE "id" = $1 AND "state" = 'trashed'`, [file])).length,
      )
      .toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    let received = 0;
    const rest = (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        received += part.value.length;
    })();
    await expect(rest).rejects.toThrow();
    expect(received).toBeLessThan(60_000_000);
  });

  test("of a confidential file is recorded, once", async () => {
    const file = await uploadWhole("c.txt", Buffer.from("confidentiel"));
    await query(`UPDATE "Space" SET "confidentiality" = 'confidential' WHERE "id" = $1`, [spaceId]);
    await (await member.get(`/fichiers/${file}/contenu`)).text();
    await (await member.get(`/fichiers/${file}/contenu`, { Range: "bytes=3-5" })).text();
    const rows = await query(
      `SELECT FROM "AuditEntry" WHERE "action" = 'file.downloaded' AND "objectId" = $1`,
      [file],
    );
    expect(rows).toHaveLength(1);
    await query(`UPDATE "Space" SET "confidentiality" = 'internal' WHERE "id" = $1`, [spaceId]);
  });
});
