import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf } from "../support/personas";
import { addressesOf } from "../support/places";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { sendRaw } from "../support/raw-http";
import { signInAs, Visitor } from "../support/visitor";

/** Work that grows with what a stranger sends is bounded: more than any page of ours asks for is refused unread. */

let database: TestDatabase;
let portal: RunningTestPortal;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const version = async (): Promise<string> => {
  const page = await (await fetch(`${portal.url}/connexion`)).text();
  return /"version":"([^"]+)"/.exec(page)?.[1] ?? /manifest-([0-9a-f]+)\.js/.exec(page)?.[1] ?? "";
};

/** The routes that a manifest request is answered with. */
async function routesFor(paths: string[]): Promise<string[]> {
  const params = new URLSearchParams(paths.map((path) => ["p", path]));
  params.set("version", await version());
  const answer = await fetch(`${portal.url}/__manifest?${params}`);
  expect(answer.status).toBe(200);
  return Object.keys(await answer.json()).sort();
}

test("a page is told the routes of its links, however often each kind is among them", async () => {
  const [thread] = await routesFor(["/fils/0"]).then((ids) => ids.filter((id) => id.includes("thread")));
  expect(thread).toBeTruthy();
  const many = Array.from({ length: 150 }, (_, index) => `/fils/${index}-un-fil`);
  expect(await routesFor(many)).toEqual(await routesFor(["/fils/1-un-fil"]));
  expect(await routesFor(["/annuaire", "/ANNUAIRE", "/espaces"])).toEqual(
    await routesFor(["/annuaire", "/espaces"]),
  );
});

test("what a page of ours links to stays below the bound of such a request", async () => {
  const secretariat = await signInAs(portal.url, accountOf("secretariat"));
  const plain = [...addressesOf().keys()].filter((address) => !/[:*]/.test(address));
  for (const address of plain) {
    const page = await (await secretariat.get(address)).text();
    const links = [...page.matchAll(/<(?:a|form)\b[^>]*?(?:href|action)="(\/[^"?#]*)[^>]*>/g)]
      .filter(([element]) => element.includes("data-discover"))
      .map(([, path = ""]) => path);
    if (links.length === 0) continue;
    const params = new URLSearchParams([...new Set(links)].map((path) => ["p", path]));
    params.set("version", await version());
    const answer = await fetch(`${portal.url}/__manifest?${params}`);
    // Above that length browsers do not ask (URL_LIMIT of Remix).
    if (params.toString().length < 7_500) expect([address, answer.status]).toEqual([address, 200]);
  }
});

test.each([
  ["a path of three thousand segments", () => `/__manifest?version=x&p=${"/a".repeat(3_000)}`],
  ["one among known words", () => `/__manifest?version=x&p=${"/annuaire/a".repeat(600)}`],
])("a manifest request for %s is answered with what twelve segments lead to", async (_name, path) => {
  const answer = await sendRaw(portal.url, path().replace("version=x", `version=${await version()}`));
  expect(answer.status).toBe(200);
});

test.each([
  "/./__manifest",
  "/x/../__manifest",
  "/%2e/__manifest",
  "/x/%2E%2e/__manifest",
  "/.\\__manifest",
  "/a/..",
])(
  "an address with segments of dots or backslashes is refused, since Remix would resolve them: %s",
  async (path) => {
    const asked = `${path}?version=${await version()}&p=${"/a".repeat(3_000)}`;
    expect((await sendRaw(portal.url, asked)).status).toBe(400);
  },
);

test("a cookie that cannot be decoded is ignored: one stays signed in, and the quick exit ends the session", async () => {
  const member = await signInAs(portal.url, accountOf("member"));
  const headers = { Cookie: `promo=-50%; ${member.cookieHeader}; other=%E0%A4` };
  expect((await sendRaw(portal.url, "/fils", { headers })).status).toBe(200);
  expect((await sendRaw(portal.url, "/connexion", { headers: { Cookie: "promo=-50%" } })).status).toBe(200);
  const exit = await sendRaw(portal.url, "/sortie", {
    method: "POST",
    headers: { ...headers, Origin: new URL(portal.url).origin },
  });
  expect(exit.status).toBeLessThan(400);
  expect((await member.get("/fils")).status).toBe(302);
});

test.each([
  ["every combination of words", () => `/__manifest?version=x&${combinations(150)}`, 400],
  ["thousands of routes", () => `/__manifest?version=x${"&p=/a".repeat(1_500)}`, 400],
  ["thousands of parameters", () => `/annuaire?${"q=a&".repeat(1_900)}`, 400],
  ["thousands of empty parameters", () => `/connexion?${"&".repeat(7_000)}`, 400],
  ["a facet a thousand times", () => `/annuaire?${"region=NE-6&".repeat(600)}`, 400],
  ["a long path", () => `/${"a/".repeat(4_500)}`, 414],
  ["thousands of segments", () => `/${"a/".repeat(3_500)}`, 400],
  ["thousands of segments below a known one", () => `/annuaire/${"organisations/".repeat(500)}`, 400],
  ["thousands of segments by backslashes", () => `/${"a\\".repeat(3_500)}`, 400],
  ["thousands of empty segments", () => "/".repeat(7_000), 400],
  ["data of thousands of segments", () => `/${"a/".repeat(3_500)}b.data`, 400],
  ["a long query", () => `/annuaire?q=${"a".repeat(9_000)}`, 414],
  ["a long address of a file", () => `/assets/${"a".repeat(9_000)}`, 414],
  ["data as before single fetch", () => "/annuaire?_data=routes%2Fannuaire", 400],
  ["the same, encoded", () => "/annuaire?%5f%64ata=root", 400],
])("an address that asks for %s is refused", async (_name, path, status) => {
  expect((await sendRaw(portal.url, path())).status).toBe(status);
});

/** Distinct paths of words that are words of routes. */
function combinations(count: number): string {
  const words = [...new Set([...addressesOf().keys()].flatMap((address) => address.split("/")))].filter(
    (word) => word !== "" && !/[:*]/.test(word),
  );
  return Array.from({ length: count }, (_, index) => {
    const [one, two] = [words[index % words.length], words[Math.floor(index / words.length) + 1]];
    return `p=/${one}/${two}`;
  }).join("&");
}

const multipart = { "Content-Type": "multipart/form-data; boundary=x" };
const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };
const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`;

test.each([
  ["a hundred thousand fields", urlencoded, "a&".repeat(100_000)],
  ["a hundred thousand fields of one name", urlencoded, "email=a&".repeat(30_000)],
  ["thousands of parts", multipart, `${part("a").repeat(4_000)}--x--\r\n`],
  ["a part of thousands of headers", multipart, `--x\r\n${"A: b\r\n".repeat(20_000)}\r\n\r\n--x--\r\n`],
  ["a part with a name as long as a book", multipart, `${part("a".repeat(200_000))}--x--\r\n`],
  ["a boundary that the body does not have", multipart, "a".repeat(200_000)],
])("a form with %s is refused before it is taken apart", async (_name, headers, body) => {
  const answer = await sendRaw(portal.url, "/connexion", {
    method: "POST",
    headers: { ...headers, Origin: portal.url },
    body,
  });
  expect(answer.status).toBe(400);
});

test("a form of ours is read in either encoding", async () => {
  const boundary = "----WebKitFormBoundary0123456789";
  const fields = { locale: "en", returnTo: "/connexion" };
  const body = `${Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join("")}--${boundary}--\r\n`;
  for (const [headers, sent] of [
    [{ "Content-Type": `multipart/form-data; boundary=${boundary}` }, body],
    [{ "Content-Type": `multipart/form-data; boundary="${boundary}"` }, body],
    [urlencoded, new URLSearchParams(fields).toString()],
  ] as const) {
    const answer = await sendRaw(portal.url, "/langue", {
      method: "POST",
      headers: { ...headers, Origin: portal.url },
      body: sent,
    });
    expect(answer.status).toBe(302);
  }
});

test("a polling connection of the live side that sends thousands of packets at once is cut", async () => {
  const headers = { Origin: portal.url, "Content-Type": "text/plain;charset=UTF-8" };
  const open = async () => {
    const answer = await sendRaw(portal.url, "/live/?EIO=4&transport=polling", { headers });
    return JSON.parse(answer.body.slice(1)).sid as string;
  };
  const address = async () => `/live/?EIO=4&transport=polling&sid=${await open()}`;
  const few = await sendRaw(portal.url, await address(), {
    method: "POST",
    headers,
    body: `${"6\x1e".repeat(500)}6`,
  });
  expect(few.status).toBe(200);
  const many = sendRaw(portal.url, await address(), {
    method: "POST",
    headers,
    body: `${"6\x1e".repeat(400_000)}6`,
  });
  await expect(many).rejects.toThrow();
  // Others do not notice.
  expect((await new Visitor(portal.url).get("/connexion")).status).toBe(200);
});
