import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../../tests/support/database";
import { makeSpace } from "../../../tests/support/spaces";
import { viewerOf } from "../../../tests/support/threads";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { writePost } from "../../discussions/posts.server";
import { startThread } from "../../discussions/threads.server";
import { deliverWaiting } from "../../outbox/outbox.server";
import { changeMembers } from "../../workspaces/member-actions.server";
import { markThingRead } from "../notices.server";
import { registerNoticeKinds } from "../write-notices.server";
import { changeDevices, listDevices } from "./devices.server";
import { isPrivateAddress, readEndpoint } from "./endpoints.server";
import { maxDevices } from "./push";
import { pushWaiting } from "./send.server";
import { vapidKeys } from "./vapid.server";

const { ports } = useDatabase("demonstration");

/** A browser as its push service sees it: it holds the private key that decrypts. */
class Browser {
  private readonly keys = createECDH("prime256v1");
  readonly auth = randomBytes(16);
  readonly path = `/send/${randomBytes(12).toString("base64url")}`;
  readonly p256dh = this.keys.generateKeys();

  get form() {
    const [p256dh, auth] = [this.p256dh.toString("base64url"), this.auth.toString("base64url")];
    return { what: "subscribe" as const, endpoint: `http://${service.host}${this.path}`, p256dh, auth };
  }

  /** Decrypts a message as RFC 8291 says: keys by ECDH and two steps of HKDF, one record of AES-128-GCM (RFC 8188). */
  read(body: Buffer): unknown {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + (body[20] ?? 0));
    const record = body.subarray(21 + sender.length);
    const hmac = (key: Buffer, ...parts: Buffer[]) =>
      createHmac("sha256", key).update(Buffer.concat(parts)).digest();
    const one = Buffer.from([1]);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.p256dh, sender]);
    const input = hmac(hmac(this.auth, this.keys.computeSecret(sender)), info, one);
    const prk = hmac(salt, input);
    const key = hmac(prk, Buffer.from("Content-Encoding: aes128gcm\0"), one).subarray(0, 16);
    const nonce = hmac(prk, Buffer.from("Content-Encoding: nonce\0"), one).subarray(0, 12);
    const decipher = createDecipheriv("aes-128-gcm", key, nonce);
    decipher.setAuthTag(record.subarray(-16));
    const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    // The last octet that is not padding delimits the last record.
    const end = plain.lastIndexOf(2);
    return JSON.parse(plain.subarray(0, end).toString());
  }
}

interface Received {
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** A push service on this machine. */
const service = {
  host: "",
  status: 201,
  received: [] as Received[],
  server: http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    service.received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(service.status, { Location: "http://127.0.0.1:1/elsewhere" }).end("Many words.");
  }),
};

let jmed: Viewer;
let agadez: Viewer;

beforeAll(async () => {
  registerNoticeKinds();
  await new Promise<void>((resolve) => service.server.listen(0, "127.0.0.1", resolve));
  service.host = `127.0.0.1:${(service.server.address() as AddressInfo).port}`;
  ports.settings.pushHosts = [service.host];
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
});
afterAll(() => void service.server.close());

beforeEach(async () => {
  await deliverWaiting();
  await db.notice.deleteMany();
  await db.pushSubscription.deleteMany();
  await db.$executeRaw`DELETE FROM limits.attempts`;
  service.received = [];
  service.status = 201;
});

const answer = (status: number) => expect.objectContaining({ status });
const post = (body = "Des mots confidentiels") => ({ body, key: newId() });

async function subscribe(viewer: Viewer): Promise<Browser> {
  const browser = new Browser();
  await changeDevices(viewer, browser.form);
  return browser;
}

/** A private group of jmed and agadez with a thread of agadez. */
async function makeGroup(): Promise<{ space: string; thread: string }> {
  const space = await makeSpace({ facilitator: jmed.personId, name: "Nom secret" });
  const member = { spaceId: space, role: "member" as const, createdAt: new Date() };
  await db.spaceMember.create({ data: { ...member, personId: agadez.personId } });
  const place = { spaceId: space, themeIds: [] };
  const { threadId } = await startThread(agadez, place, { title: "Titre secret", ...post() });
  await deliverWaiting();
  await db.notice.deleteMany();
  return { space, thread: threadId };
}

async function tell(thread: string): Promise<void> {
  await writePost(jmed, thread, post());
  await deliverWaiting();
}

describe("E9: a push", () => {
  test("says only that something waits, encrypted for the browser, signed by the portal", async () => {
    const browser = await subscribe(agadez);
    const { thread } = await makeGroup();
    await tell(thread);
    await pushWaiting();
    const [received, ...others] = service.received;
    expect(others).toEqual([]);
    if (!received) throw new Error("Nothing was sent.");
    const { headers, body, path } = received;
    expect(path).toBe(browser.path);
    expect(headers).toMatchObject({ ttl: "86400", "content-encoding": "aes128gcm", urgency: "normal" });
    expect(body.length).toBeLessThan(3_000);
    expect(browser.read(body)).toEqual({ title: "REMIDDH", body: "Du nouveau vous attend." });
    await expectSigned(headers.authorization ?? "");
  });

  test("is one for a storm of events, and comes again for what happens later", async () => {
    await subscribe(agadez);
    const { thread } = await makeGroup();
    for (let count = 0; count < 10; count++) await writePost(jmed, thread, post());
    await deliverWaiting();
    await pushWaiting();
    await tell(thread);
    await pushWaiting();
    expect(service.received).toHaveLength(1);
    ports.clock.advance(61_000);
    await pushWaiting();
    expect(service.received).toHaveLength(2);
    await pushWaiting();
    expect(service.received).toHaveLength(2);
  });

  test("goes to every device of the person, and to nobody else's", async () => {
    const browsers = [await subscribe(agadez), await subscribe(agadez)];
    await subscribe(jmed);
    const { thread } = await makeGroup();
    await tell(thread);
    await pushWaiting();
    expect(service.received.map(({ path }) => path).sort()).toEqual(browsers.map(({ path }) => path).sort());
  });

  test("is not sent for what was read, for what a digest tells, or once a right has ended", async () => {
    await subscribe(agadez);
    const { thread, space } = await makeGroup();
    await tell(thread);
    await markThingRead(agadez, "thread", thread);
    await pushWaiting();
    await db.noticeLevel.create({
      data: {
        personId: agadez.personId,
        thing: "thread",
        thingId: thread,
        loudness: "digest",
        setAt: new Date(),
      },
    });
    await tell(thread);
    await pushWaiting();
    await db.noticeLevel.deleteMany();
    await db.notice.deleteMany();
    await tell(thread);
    await changeMembers(jmed, space, { what: "remove", person: agadez.personId });
    await pushWaiting();
    expect(service.received).toEqual([]);
  });

  test.each([404, 410])("that is answered by %i forgets the subscription", async (status) => {
    await subscribe(agadez);
    const { thread } = await makeGroup();
    await tell(thread);
    service.status = status;
    await pushWaiting();
    expect(await listDevices(agadez)).toEqual([]);
  });

  test("that fails is sent again later, less and less often; redirects are not followed", async () => {
    await subscribe(agadez);
    const { thread } = await makeGroup();
    await tell(thread);
    service.status = 503;
    await pushWaiting();
    await pushWaiting();
    expect(service.received).toHaveLength(1);
    ports.clock.advance(61_000);
    service.status = 307;
    await pushWaiting();
    ports.clock.advance(61_000);
    await pushWaiting();
    expect(service.received).toHaveLength(2);
    ports.clock.advance(61_000);
    service.status = 201;
    await pushWaiting();
    expect(service.received).toHaveLength(3);
    expect(await db.pushSubscription.findMany()).toMatchObject([{ failures: 0, waitingSince: null }]);
  });
});

/** Checks the header of RFC 8292: a token of the portal for this push service, for less than a day. */
async function expectSigned(authorization: string): Promise<void> {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  const { publicKey } = await vapidKeys();
  expect(key).toBe(publicKey);
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const jwk = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = Buffer.from(`${head}.${claims}`);
  const dsa = { key: jwk, dsaEncoding: "ieee-p1363" as const };
  expect(verify("sha256", signed, dsa, Buffer.from(signature, "base64url"))).toBe(true);
  const { aud, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
  expect(aud).toBe(`http://${service.host}`);
  expect(exp * 1000 - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1000);
}

describe("devices", () => {
  test("belong to their person: others neither see, try nor remove them; the latest ten are kept", async () => {
    for (let count = 0; count < maxDevices + 2; count++) await subscribe(agadez);
    const devices = await listDevices(agadez);
    expect(devices).toHaveLength(maxDevices);
    const device = devices[0]?.id ?? "";
    expect(await listDevices(jmed)).toEqual([]);
    await expect(changeDevices(jmed, { what: "test", device })).rejects.toEqual(answer(404));
    await changeDevices(jmed, { what: "remove", device });
    expect(await listDevices(agadez)).toHaveLength(maxDevices);
    expect(await changeDevices(agadez, { what: "test", device })).toBe(true);
    expect(service.received).toHaveLength(1);
    await changeDevices(agadez, { what: "remove", device });
    expect(await listDevices(agadez)).toHaveLength(maxDevices - 1);
  });

  test("a browser belongs to who used it last", async () => {
    const browser = await subscribe(agadez);
    await changeDevices(jmed, browser.form);
    expect(await listDevices(agadez)).toEqual([]);
    expect(await listDevices(jmed)).toHaveLength(1);
  });

  test("subscribing and trying are rate limited", async () => {
    for (let count = 0; count < 20; count++) await subscribe(agadez);
    await expect(subscribe(agadez)).rejects.toMatchObject({ seconds: expect.any(Number) });
  });
});

describe("an endpoint", () => {
  test.each([
    "http://fcm.googleapis.com/send/x",
    "https://fcm.googleapis.com:8443/send/x",
    "https://fcm.googleapis.com.evil.example/send/x",
    "https://evil.example/fcm.googleapis.com",
    "https://user:word@fcm.googleapis.com/send/x",
    "https://10.0.0.7/send",
    "https://[::1]/send",
    "https://localhost/send",
    "http://127.0.0.1:9/send",
    "file:///etc/passwd",
    "nothing",
    `https://fcm.googleapis.com/${"x".repeat(1_000)}`,
  ])("is refused: %s", async (endpoint) => {
    expect(readEndpoint(endpoint)).toBeNull();
    await expect(changeDevices(agadez, { ...new Browser().form, endpoint })).rejects.toEqual(answer(400));
  });

  test("of the known browsers is accepted unless the operator names others", () => {
    expect(readEndpoint("https://fcm.googleapis.com/fcm/send/x")).toBeNull();
    ports.settings.pushHosts = undefined;
    for (const host of ["fcm.googleapis.com", "updates.push.services.mozilla.com", "db5p.notify.windows.com"])
      expect(readEndpoint(`https://${host}/x`)?.host).toBe(host);
    ports.settings.pushHosts = [service.host];
  });

  test("that resolves to a private address is not reached", () => {
    for (const address of [
      "127.0.0.1",
      "10.1.2.3",
      "172.20.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
    ])
      expect(isPrivateAddress(address), address).toBe(true);
    for (const address of ["::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"])
      expect(isPrivateAddress(address), address).toBe(true);
    for (const address of ["142.250.74.106", "2a00:1450:4007:80e::200a"])
      expect(isPrivateAddress(address), address).toBe(false);
  });
});

test("the keys are made once, also by two processes at once", async () => {
  await db.$executeRaw`DELETE FROM secrets.vapid`;
  const [one, other] = await Promise.all([vapidKeys(), vapidKeys()]);
  expect(one).toEqual(other);
  expect(await vapidKeys()).toEqual(one);
});
