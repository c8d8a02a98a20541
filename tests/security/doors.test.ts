import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { freePort } from "../support/free-port";
import { accountOf, personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { sendRaw } from "../support/raw-http";
import { signInAs, Visitor } from "../support/visitor";

let database: TestDatabase;
let portal: RunningTestPortal;
let member: Visitor;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  member = await signInAs(portal.url, accountOf("member"));
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const form = { "Content-Type": "application/x-www-form-urlencoded" };
const switchLanguage = "locale=fr&returnTo=%2F";

describe("the Origin rule", () => {
  const port = () => new URL(portal.url).port;
  const write = (headers: Record<string, string>, method = "POST") =>
    sendRaw(portal.url, "/langue", { method, headers: { ...form, ...headers }, body: switchLanguage });

  test.each([
    ["our own page", () => ({ Origin: portal.url })],
    ["our own page by number", () => ({ Origin: `http://127.0.0.1:${port()}` })],
    ["none, but the browser says it is ours", () => ({ "Sec-Fetch-Site": "same-origin" })],
  ])("accepts %s", async (_who, headers) => {
    expect((await write(headers())).status).toBe(302);
  });

  test.each([
    ["null", () => ({ Origin: "null" })],
    ["null, whatever else is said", () => ({ Origin: "null", "Sec-Fetch-Site": "same-origin" })],
    ["an empty one", () => ({ Origin: "" })],
    ["none at all", () => ({})],
    ["none, from a site beside ours", () => ({ "Sec-Fetch-Site": "same-site" })],
    ["none, from elsewhere", () => ({ "Sec-Fetch-Site": "cross-site" })],
    ["none, typed by hand", () => ({ "Sec-Fetch-Site": "none" })],
    ["a foreign one", () => ({ Origin: "https://evil.example" })],
    ["another scheme", () => ({ Origin: `https://localhost:${port()}` })],
    ["no port", () => ({ Origin: "http://localhost" })],
    ["another port", () => ({ Origin: `http://localhost:${Number(port()) + 1}` })],
    ["ours with more behind it", () => ({ Origin: `${portal.url}.evil.example` })],
    ["ours as a name of theirs", () => ({ Origin: `http://localhost.evil.example:${port()}` })],
    ["ours as the user of theirs", () => ({ Origin: `http://localhost:${port()}@evil.example` })],
    ["ours with a path", () => ({ Origin: `${portal.url}/` })],
    ["two of them", () => ({ Origin: `${portal.url}, https://evil.example` })],
  ])("refuses %s", async (_who, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await write(headers(), method)).status, method).toBe(403);
    }
  });

  test("refuses a foreign handshake of the live connection, by polling and by upgrade", async () => {
    const headers = { Origin: "https://evil.example", Cookie: member.cookieHeader };
    const polled = await sendRaw(portal.url, "/live/?EIO=4&transport=polling", { headers });
    expect([400, 403]).toContain(polled.status);
    const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" };
    const asked = sendRaw(portal.url, "/live/?EIO=4&transport=websocket", {
      headers: { ...headers, ...upgrade, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" },
    });
    // Refused with an answer, or by hanging up; never with 101.
    expect([400, 403, "cut"]).toContain(await asked.then(({ status }) => status).catch(() => "cut"));
  });
});

describe("the host", () => {
  test.each(["evil.example", "localhost", "localhost:1", "portail.example:443"])(
    "“%s” is not ours: nothing is served under it",
    async (host) => {
      const answer = await sendRaw(portal.url, "/", { headers: { Host: host } });
      expect([400, 421]).toContain(answer.status);
    },
  );

  test("a forwarded host is believed from no stranger", async () => {
    const answer = await sendRaw(portal.url, "/connexion", {
      headers: { "X-Forwarded-Host": "evil.example" },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toContain("evil.example");
  });
});

describe("the session's cookie", () => {
  test("on plain-http loopback: HttpOnly and Lax, for the whole site, unprefixed", async () => {
    const { email, password } = personaOf("member");
    const answer = await new Visitor(portal.url).post("/connexion", { email, password });
    const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("session="));
    const [, ...flags] = session?.split("; ") ?? [];
    expect(flags).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Path=/"]));
    expect(flags).not.toContain("Secure");
  });

  test("behind https: bound to this host, and never without TLS", async () => {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const behind = await startPortal({
      databaseUrl: database.portalUrl,
      ownerUrl: database.ownerUrl,
      env: { PUBLIC_URL: "https://portail.example", TRUST_PROXY: "loopback", PORT: String(port) },
    });
    expect(behind.url).toBe("https://portail.example");
    const proxied = { Host: "portail.example", "X-Forwarded-Proto": "https" };
    const cookie = await freshCookie(base, {
      ...proxied,
      Origin: "https://portail.example",
    });
    expect(cookie).toMatch(/^__Host-session=/);
    expect(cookie.split("; ")).toEqual(
      expect.arrayContaining(["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]),
    );
    expect(cookie).not.toMatch(/domain=/i);
    const page = await sendRaw(base, "/connexion", { headers: proxied });
    expect(page.headers["strict-transport-security"]).toMatch(/max-age=\d{8}/);
    expect(page.headers["content-security-policy"]).toContain("upgrade-insecure-requests");
  });

  async function freshCookie(base: string, headers: Record<string, string>): Promise<string> {
    const { email, password } = personaOf("member");
    const body = new URLSearchParams({ email, password }).toString();
    const answer = await sendRaw(base, "/connexion", {
      method: "POST",
      body,
      headers: { ...form, Origin: base, ...headers },
    });
    return [answer.headers["set-cookie"] ?? []].flat().find((cookie) => cookie.includes("session=")) ?? "";
  }
});

describe("no redirect leads away", () => {
  const evil = [
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%2f/evil.example",
    "%2f%2fevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "http://localhost@evil.example",
    "///evil.example",
    "/..//evil.example",
    "",
    " ",
    "/%5cevil.example",
    "//%65vil.example",
    "/./\\evil.example",
    "evil.example",
    "?retour=//evil.example",
  ];

  const expectOurs = (location: string | null) => {
    expect(location).toMatch(/^\/(?![/\\])/);
    expect(new URL(location ?? "", portal.url).host).toBe(new URL(portal.url).host);
  };

  test.each(evil)("“%s” after signing in", async (retour) => {
    const { email, password } = personaOf("member");
    const visitor = await signInAs(portal.url, null);
    const path = `/connexion?retour=${encodeURIComponent(retour)}`;
    const answer = await visitor.post(path, { email, password });
    expect(answer.status).toBe(302);
    expectOurs(answer.headers.get("Location"));
  });

  test.each(evil)("“%s” after showing that it is still oneself", async (retour) => {
    const { password } = personaOf("member");
    const path = `/compte/confirmation?retour=${encodeURIComponent(retour)}`;
    const answer = await member.post(path, { password });
    expect(answer.status).toBe(302);
    expectOurs(answer.headers.get("Location"));
  });

  test("a form that was carried goes back to ourselves too", async () => {
    const { password } = personaOf("member");
    const answer = await member.post("/compte/confirmation?retour=%2F%2Fevil.example", {
      password,
      carried: "reason=mot",
    });
    const [, action = ""] =
      /<form[^>]*action="([^"]*)"[^>]*>\s*<input[^>]*name="reason"/.exec(await answer.text()) ?? [];
    expectOurs(action);
  });

  test.each(evil)("“%s” after the switch of language", async (returnTo) => {
    const answer = await member.post("/langue", { locale: "fr", returnTo });
    expect(answer.status).toBe(302);
    expectOurs(answer.headers.get("Location"));
  });

  test("a good way back is kept", async () => {
    const answer = await member.post("/langue", { locale: "fr", returnTo: "/annuaire?q=%C3%A9t%C3%A9" });
    expect(answer.headers.get("Location")).toBe("/annuaire?q=%C3%A9t%C3%A9");
  });
});

describe("requests that no browser sends", () => {
  test.each(["/%ff", "/annuaire/%c3", "/%", "/fils/%ed%a0%80"])("%s cannot be read", async (path) => {
    expect((await sendRaw(portal.url, path)).status).toBe(400);
  });

  test.each(["TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND"])(
    "%s gives no page and no fault",
    async (method) => {
      const headers = { Origin: portal.url, Cookie: member.cookieHeader };
      const { status, body } = await sendRaw(portal.url, "/annuaire", { method, headers });
      expect([204, 400, 403, 404, 405, 501]).toContain(status);
      expect(body).not.toContain("session=");
    },
  );

  test.each([20_000, 100_000])("headers of %i bytes are refused", async (bytes) => {
    const asked = sendRaw(portal.url, "/", { headers: { Cookie: `a=${"x".repeat(bytes)}` } });
    expect([431, "cut"]).toContain(await asked.then(({ status }) => status).catch(() => "cut"));
    expect((await sendRaw(portal.url, "/healthz")).status).toBe(200);
  });

  test.each(["/langue", "/textes/nouveau", "/compte/adresse"])(
    "a form of 1 MB to %s is heard to its end and refused with words, in the portal’s frame",
    async (path) => {
      const body = `body=${"a".repeat(1_048_576)}`;
      const answer = await member.post(path, body);
      expect(answer.status).toBe(400);
      const page = await answer.text();
      expect(page).toContain("trop lourd");
      expect(page).toContain("Navigation principale");
    },
  );

  test("a body of 20 MB ends in a refusal, not in memory", async () => {
    const asked = sendRaw(portal.url, "/langue", {
      method: "POST",
      body: Buffer.alloc(20 * 1024 * 1024, 97),
      headers: { ...form, Origin: portal.url },
    });
    expect([400, "cut"]).toContain(await asked.then(({ status }) => status).catch(() => "cut"));
    expect((await sendRaw(portal.url, "/healthz")).status).toBe(200);
  });
});

describe("static files", () => {
  test("messages are a script of their own, kept for ever under the hash of what is in it", async () => {
    const page = await (await fetch(`${portal.url}/connexion`)).text();
    const [, address = ""] = /rel="modulepreload" href="(\/messages\/[^"]+)"/.exec(page) ?? [];
    const answer = await fetch(portal.url + address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(await answer.text()).toMatch(/^export default ".*Se connecter/);
    expect((await fetch(`${portal.url}/messages/fr-inconnu.js`)).status).toBe(404);
  });

  test("are kept for ever under their hash, and travel compressed", async () => {
    const files = (await readdir("build/client/assets")).filter((name) => /\.(js|css)$/.test(name));
    for (const name of files.slice(0, 12)) {
      for (const [accepted, sent] of [
        ["br, gzip", "br"],
        ["gzip", "gzip"],
        ["identity", undefined],
      ] as const) {
        const answer = await sendRaw(portal.url, `/assets/${name}`, {
          headers: { "Accept-Encoding": accepted },
        });
        expect(answer.status).toBe(200);
        expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
        expect(answer.headers["x-content-type-options"]).toBe("nosniff");
        expect(answer.headers.vary).toContain("Accept-Encoding");
        if (answer.body.length > 500) expect(answer.headers["content-encoding"], name).toBe(sent);
      }
    }
  });

  test.each([
    "/assets/../process/start.js",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/..%2fpackage.json",
    "/.env",
  ])("%s leads to no file", async (path) => {
    const answer = await sendRaw(portal.url, path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('"dependencies"');
  });
});

test("signing out ends the session on the server and empties the browser", async () => {
  const visitor = await signInAs(portal.url, accountOf("member"));
  const before = visitor.cookieHeader;
  const answer = await visitor.post("/deconnexion", {});
  expect(answer.headers.get("Clear-Site-Data")).toContain('"storage"');
  expect(answer.headers.get("Clear-Site-Data")).toContain('"cache"');
  const replayed = await sendRaw(portal.url, "/annuaire", { headers: { Cookie: before } });
  expect(replayed.status).toBe(302);
});
