import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf, personaOf, type Standing, standings } from "../support/personas";
import { addressesOf } from "../support/places";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, type Visitor } from "../support/visitor";

interface Row {
  method: string;
  address: string;
  expected: Record<Standing, string>;
}

/** The table of docs/rights-matrix.md, as a person wrote it. */
async function readMatrix(): Promise<Row[]> {
  const lines = (await readFile("docs/rights-matrix.md", "utf8")).split("\n");
  return lines
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, method]) => method === "GET" || method === "POST")
    .map(([, method = "", address = "", ...cells]) => ({
      method,
      address,
      expected: Object.fromEntries(
        standings.map((standing, index) => [standing, cells[index] ?? ""]),
      ) as Row["expected"],
    }));
}

const matrix = await readMatrix();
let database: TestDatabase;
let portal: RunningTestPortal;
const visitors = new Map<Standing, Visitor>();

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
});

afterAll(async () => {
  await portal.stop();
  await database.drop();
});

describe("the matrix is whole", () => {
  test("every address has its row for reading, and for writing where it writes", async () => {
    const rows = new Set(matrix.map(({ method, address }) => `${method} ${address}`));
    const wanted: string[] = [];
    for (const [address, file] of addressesOf()) {
      wanted.push(`GET ${address}`);
      if (/export (async function|const|function) action\b/.test(await readFile(`app/${file}`, "utf8"))) {
        wanted.push(`POST ${address}`);
      }
    }
    expect([...rows].sort()).toEqual(wanted.sort());
  });
});

/** The form a page of ours would send, where it needs fields. */
function formFor(address: string, standing: Standing): Record<string, string> {
  const { email, password } = personaOf(standing === "nobody" ? "member" : standing);
  if (address === "/connexion") return { email, password };
  if (address === "/langue") return { locale: "fr", returnTo: "/annuaire" };
  if (address === "/installation") {
    return {
      ...{ key: "x", networkName: "Réseau", acronym: "R", language: "fr", accent: "indigo" },
      ...{ name: "Quelqu’un", email: "q@essai.example", password: "une phrase assez longue" },
    };
  }
  if (address.startsWith("/themes/:theme/fils"))
    return { title: "Un sujet", body: "Des mots.", key: crypto.randomUUID() };
  if (address.startsWith("/fils")) return { body: "Des mots.", key: crypto.randomUUID(), change: "1" };
  // A person nobody is: who may end sessions finds none to end.
  if (address === "/secretariat/personnes") return { what: "sessions", person: randomUUID() };
  return {};
}

async function visitorFor(standing: Standing): Promise<Visitor> {
  const known = visitors.get(standing);
  if (known) return known;
  const made = await signInAs(portal.url, accountOf(standing));
  visitors.set(standing, made);
  return made;
}

/** An address with real ids in its places. */
async function filled(address: string): Promise<string> {
  const secretariat = await visitorFor("secretariat");
  const firstLink = async (list: string, pattern: RegExp) =>
    pattern.exec(await (await secretariat.get(list)).text())?.[1];
  const organisation = await firstLink("/annuaire", /href="\/annuaire\/([^"?]+)"/);
  const theme = await firstLink("/themes", /href="\/themes\/([^"?]+)"/);
  // A thread in which the secretariat has written, and its first post there.
  const thread = await firstLink("/fils", /href="\/fils\/([^"?]+-arrete-du-7-janvier-2026)"/);
  const post = await firstLink(`/fils/${thread}`, /href="[^"]+\/messages\/([\w-]{36})"/);
  return address
    .replace(":thread", thread ?? "")
    .replace(":post", post ?? "")
    .replace("/changements", "/changements?depuis=0")
    .replace(":organisation", organisation ?? "")
    .replace(":theme", theme ?? "")
    .replace("/*", "/une-adresse-inconnue");
}

/** What an answer means, in the words of the matrix. */
function meaningOf({ status, headers }: Response): string {
  const location = headers.get("Location") ?? "";
  if (status === 200) return "page";
  if (status >= 300 && status < 400) return location.startsWith("/connexion") ? "sign in" : "elsewhere";
  if (status === 404) return "not found";
  if (status === 400 || status === 403) return "refused";
  return status === 405 ? "no method" : String(status);
}

describe.each(matrix)("$method $address", ({ method, address, expected }) => {
  test.each(standings)("%s", async (standing) => {
    // Whoever signs out, or in, gets a session of their own, so that the others keep theirs.
    const own = ["/deconnexion", "/connexion"].includes(address) && method === "POST";
    if (own) visitors.delete(standing);
    const visitor = await visitorFor(standing);
    const path = await filled(address);
    const answer =
      method === "GET" ? await visitor.get(path) : await visitor.post(path, formFor(address, standing));
    if (own) visitors.delete(standing);
    expect(meaningOf(answer)).toBe(expected[standing]);
  });
});

test("an address that does not write refuses to", async () => {
  const visitor = await visitorFor("member");
  for (const address of ["/annuaire", "/themes", "/a-propos", "/"]) {
    expect((await visitor.post(address, {})).status, address).toBe(405);
  }
});
