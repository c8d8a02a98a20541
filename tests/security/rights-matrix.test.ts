import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../process/databases";
import { copyDatabase, type TestDatabase } from "../support/database";
import { accountOf, personaOf, type Standing, standings } from "../support/personas";
import { addressesOf } from "../support/places";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, Visitor } from "../support/visitor";

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

/** What a cell may say. */
const words = new Set(["page", "sign in", "elsewhere", "not found", "refused", "no method"]);

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
  test("its columns are the standings there are, and every row fills them", async () => {
    const head = (await readFile("docs/rights-matrix.md", "utf8")).match(
      /^\| method \| address \|(.*)\|$/m,
    )?.[1];
    expect(head?.split("|").map((cell) => cell.trim())).toEqual([...standings, "remarks"]);
    const unfilled = matrix.filter(({ expected }) =>
      Object.values(expected).some((cell) => !words.has(cell)),
    );
    expect(unfilled.map(({ method, address }) => `${method} ${address}`)).toEqual([]);
  });

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

/** A text of the demonstration that neither the member nor the observer has begun. */
const othersText = "Termes de référence de la mission d’observation à Tahoua";

const themeWords = { "name.fr": "Un thème", "summary.fr": "Une phrase.", colour: "leaf", icon: "tent" };

/** The form a page of ours would send, where it needs fields. */
async function formFor(address: string, standing: Standing): Promise<Record<string, string>> {
  const ids = await knownIds();
  const { email, password } = personaOf(standing === "nobody" ? "member" : standing);
  if (address === "/connexion") return { email, password };
  if (address === "/mot-de-passe/oublie") return { email: `${standing.replace(" ", ".")}@essai.example` };
  if (address === "/verrouillage")
    return { email: "personne@essai.example", password: "aucun de tous ceux-là" };
  if (address === "/compte") return { name: personaOf(standing === "nobody" ? "member" : standing).name };
  if (address === "/compte/confirmation") return { password };
  if (address === "/compte/adresse") return { email: `nouvelle.${standing.replace(" ", ".")}@essai.example` };
  if (address === "/compte/mot-de-passe") return { password: "motdepasse1234" };
  if (address === "/compte/second-facteur") return { what: "totp", secret: "A".repeat(32), code: "000000" };
  if (address === "/compte/sessions") return { session: "0".repeat(64) };
  if (address === "/compte/mes-donnees") return { what: "withdraw" };
  if (address === "/compte/mes-donnees/fichier") return { form: "json" };
  if (address === "/secretariat/effacements") return { contributions: "keep" };
  if (address === "/secretariat/effacements/:person") return { email: "une.autre@essai.example" };
  if (address === "/personnes/:person/acces") return { what: "withdraw", kind: "unlock" };
  if (address === "/notifications") return { what: "read-all" };
  if (address === "/notifications/niveaux")
    return { thing: "thread", id: (ids[":thread"] ?? "").slice(0, 36), loudness: "all", from: "thing" };
  if (address === "/notifications/appareils") return { what: "remove", device: randomUUID() };
  if (address === "/compte/flux") return { what: "revoke" };
  if (address === "/notifications/reglages") return { rhythm: "daily", hour: "6" };
  if (address === "/mode-leger") return { light: "off", returnTo: "/annuaire" };
  if (address === "/dialogues")
    return { title: "Un dialogue", format: "dialogue", startsOn: "2027-01-15", key: randomUUID() };
  if (address === "/dialogues/:dialogue") return { what: "agenda", title: "Un point", key: randomUUID() };
  if (address === "/recommandations/import/:table") return { what: "forget" };
  if (address === "/recommandations/rapport") return { title: "Un rapport", key: randomUUID() };
  if (address === "/autorites/nouvelle") return { name: "Une autorité", key: randomUUID() };
  if (address === "/autorites/:organisation") return { what: "office", title: "Un poste", key: randomUUID() };
  if (address === "/recommandations") {
    const state = { what: "state", version: "99", position: "none", status: "sent" };
    return { ...state, addressee: ids[":addressee"] ?? "", recommendation: ids[":recommendation"] ?? "" };
  }
  if (address === "/recommandations/nouvelle") {
    const words = { text: "Un texte.", source: "Une source", key: randomUUID() };
    return { ...words, "authorities[0]": (ids[":authority"] ?? "").slice(0, 36) };
  }
  if (address === "/recommandations/:recommendation") return { what: "unpublish" };
  if (address === "/langue") return { locale: "fr", returnTo: "/annuaire" };
  if (address === "/installation") {
    return {
      key: "x",
      networkName: "Réseau",
      acronym: "R",
      language: "fr",
      accent: "indigo",
      name: "Quelqu’un",
      email: "q@essai.example",
      password: "une phrase assez longue",
    };
  }
  if (address === "/themes/nouveau") return { ...themeWords, key: randomUUID() };
  if (address === "/themes/:theme") return { what: "follow" };
  if (address === "/themes/:theme/modifier") return { ...themeWords, version: "99" };
  if (address === "/secretariat/themes") return { theme: (ids[":theme"] ?? "").slice(0, 36), what: "up" };
  if (address === "/secretariat/modeles") return { what: "forget", template: randomUUID() };
  if (address === "/espaces/nouveau") {
    return {
      name: "Groupe",
      description: "",
      kind: "working_group",
      visibility: "private",
      confidentiality: "restricted",
      key: crypto.randomUUID(),
    };
  }
  if (address === "/espaces/:space") return { what: "withdraw" };
  if (address === "/espaces/:space/fichiers") return { what: "folder", name: "Dossier", key: randomUUID() };
  if (address === "/fichiers/:file") return { what: "restore" };
  if (address === "/bibliotheque") return { name: "Textes de loi", key: randomUUID() };
  if (address.endsWith("/taches")) return { what: "add", title: "Une tâche", key: crypto.randomUUID() };
  if (address.endsWith("/calendrier"))
    return { what: "add", title: "Une date", day: "2027-01-15", key: crypto.randomUUID() };
  if (address.endsWith("/membres")) return { what: "uninvite", person: randomUUID() };
  if (address.endsWith("/epingles")) return { what: "unpin", kind: "thread", id: randomUUID() };
  if (address === "/fils/:thread/modifier") return { title: "Un titre" };
  if (address === "/fils/:thread/cloture") return { what: "reopen" };
  if (address.endsWith("/historique") && address.startsWith("/fils")) return { version: randomUUID() };
  if (address.endsWith("/deplacement")) return { to: randomUUID(), seen: "-" };
  if (address === "/espaces/:space/reglages") return { closing: "restore" };
  if (/^\/(themes\/:theme|espaces\/:space)\/fils/.test(address))
    return { title: "Un sujet", body: "Des mots.", key: crypto.randomUUID() };
  if (address.endsWith("/reactions")) return { give: "agree" };
  if (address.startsWith("/fils")) return { body: "Des mots.", key: crypto.randomUUID(), change: "1" };
  if (address === "/annuaire/:organisation/modifier")
    return {
      name: "Une organisation",
      type: "osc-ong",
      version: "1",
      key: crypto.randomUUID(),
      note: "Pourquoi.",
    };
  if (address === "/secretariat/annuaire")
    return { what: "type", slug: "osc-ong", fr: "OSC/ONG", en: "CSO/NGO" };
  if (address === "/secretariat/annuaire/champs") {
    const [labelFr, kind, level] = ["Agrément", "text", "network"];
    return { what: "create", key: randomUUID(), owner: "organisation", labelFr, kind, level };
  }
  if (address === "/ecrire-au-secretariat")
    return { key: randomUUID(), body: "Une question.", name: "Une personne", email: "p@essai.example" };
  if (address === "/secretariat/messages") return { message: randomUUID() };
  if (address === "/secretariat/annuaire/doublons") {
    const id = randomUUID();
    return { keep: id, other: id };
  }
  if (address.startsWith("/secretariat/annuaire/import")) return { what: "choose" };
  if (address === "/annuaire/:organisation/ouverture") return { open: "no" };
  if (address === "/annuaire/recherches") {
    return { what: "save", name: "Ma recherche", address: "/annuaire?q=a", key: crypto.randomUUID() };
  }
  if (address === "/annuaire/:organisation/historique") return { proposal: randomUUID(), accept: "no" };
  if (address === "/textes/:document/titre") return { title: othersText };
  if (address === "/textes/:document" || address === "/textes/:document/commentaires")
    return { what: "comment", quotation: "Des mots qui n’y sont pas", body: "Un avis.", key: randomUUID() };
  if (address === "/textes/:document/etat") return { action: "review" };
  if (address.startsWith("/textes/:document/versions")) return { what: "name", name: "Une version" };
  if (address.startsWith("/textes")) return { title: "Un texte", key: crypto.randomUUID() };
  // The id of no person: there are no sessions to end.
  if (address === "/secretariat/personnes/:person") return { what: "sessions", person: randomUUID() };
  if (address === "/mon-organisation/export") return { structure: ids[":jmed"] ?? "" };
  if (address === "/mon-organisation" || address === "/secretariat/organisations/:organisation")
    return { what: "situation", status: "unknown" };
  if (address === "/mandats/nouveau") {
    const [organisation = "", person = ""] = [ids[":jmed"], ids[":colleague"]];
    return { organisation, person, from: "2026-01-01", until: "2030-01-01", key: randomUUID() };
  }
  if (address === "/mandats/:mandate") return { reason: "Pour l’essai." };
  if (address === "/invitation") return { what: "look", code: "xxxx-xxxx-xxxx-xxxx" };
  if (address === "/invitations/nouvelle") {
    const email = `${randomUUID()}@essai.example`;
    return { to: "organisation", organisation: ids[":jmed"] ?? "", by: "mail", email, key: randomUUID() };
  }
  if (address === "/invitations/liste") return { text: "une.personne@essai.example" };
  if (address === "/invitations/:invitation") return { what: "revoke" };
  if (address === "/secretariat/demandes") return { request: randomUUID() };
  if (address === "/secretariat/reglages")
    return { networkName: "Réseau", acronym: "REMIDDH", language: "fr", accent: "indigo" };
  return {};
}

async function visitorFor(standing: Standing): Promise<Visitor> {
  const known = visitors.get(standing);
  if (known) return known;
  const made = await signInAs(portal.url, accountOf(standing));
  visitors.set(standing, made);
  return made;
}

/** What ends or changes the session it is asked with. */
const ownSessions = ["/deconnexion", "/connexion", "/sortie", "/verrouillage"];

const ownVisitor = async (address: string, standing: Standing): Promise<Visitor> =>
  ["/connexion", "/verrouillage"].includes(address)
    ? new Visitor(portal.url)
    : await signInAs(portal.url, accountOf(standing));

async function personId(email: string): Promise<string> {
  const [row] = await run(database.portalUrl, `SELECT "id" FROM "Person" WHERE "email" = '${email}'`);
  return String(row?.id);
}

const personLink = /href="\/secretariat\/personnes\/([\w-]{36})"/;
const organisationLink = /href="\/secretariat\/organisations\/([\w-]{36})"/;

let ids: Promise<Record<string, string>> | undefined;

/** Real ids for the places of an address, the same for every row. */
async function findIds(): Promise<Record<string, string>> {
  const secretariat = await visitorFor("secretariat");
  const firstLink = async (list: string, pattern: RegExp) =>
    pattern.exec(await (await secretariat.get(list)).text())?.[1];
  const organisation = await firstLink("/annuaire", /href="\/annuaire\/([\w-]{36}-[^"?]+)"/);
  const theme = await firstLink("/themes", /href="\/themes\/([^"?]+)"/);
  // A thread in which the secretariat has written, and its first post there.
  const thread = await firstLink("/fils", /href="\/fils\/([^"?]+-arrete-du-7-janvier-2026)"/);
  const post = await firstLink(`/fils/${thread}`, /href="[^"]+\/messages\/([\w-]{36})"/);
  const space = await firstLink("/espaces", /href="\/espaces\/([^"?]+-reseau)"/);
  await sendFile(secretariat, `/espaces/${space}/fichiers`);
  const text = await firstLink("/textes", /href="\/textes\/([^"?]+-termes-de-reference-[^"?]*)"/);
  return {
    ":person": await personId(personaOf("guest").email),
    ":space": space ?? "",
    ":file": (await firstLink(`/espaces/${space}/fichiers`, /href="\/fichiers\/([\w-]{36}-[^"?]+)"/)) ?? "",
    ":thread": thread ?? "",
    ":post": post ?? "",
    ":organisation": organisation ?? "",
    ":kind": "organisation",
    ":thing": organisation ?? "",
    ":theme": theme ?? "",
    ":import": randomUUID(),
    ":document": text ?? "",
    ":version": (await firstLink(`/textes/${text}/versions`, /href="[^"]+\/versions\/([\w-]{36})"/)) ?? "",
    ":colleague": (await firstLink("/secretariat/personnes?q=suivi", personLink)) ?? "",
    ":jmed": (await firstLink("/secretariat/organisations?q=jmed", organisationLink)) ?? "",
    ":mandate": (await firstLink("/secretariat/mandats", /href="\/mandats\/([\w-]{36})"/)) ?? "",
    ":invitation": (await firstLink("/secretariat/invitations", /href="\/invitations\/([\w-]{36})"/)) ?? "",
    ":list": "personnes",
    ":table": randomUUID(),
    ":dialogue": (await firstLink("/dialogues", /href="\/dialogues\/([\w-]{36}-4e-[^"?]+)"/)) ?? "",
    ":authority": (await firstLink("/autorites", /href="\/autorites\/([\w-]{36}-[^"?]+)"/)) ?? "",
    ":recommendation": (await firstLink("/recommandations", /href="\/recommandations\/([\w-]{36})"/)) ?? "",
    ":addressee": (await firstLink("/recommandations", /id="l-([\w-]{36})"/)) ?? "",
  };
}

/** Sends a file by the plain form of a space. */
async function sendFile(visitor: Visitor, path: string): Promise<void> {
  const form = new FormData();
  form.set("key", randomUUID());
  form.append("files", new Blob(["Des mots."]), "note.txt");
  const headers = { Cookie: visitor.cookieHeader, Origin: portal.url };
  await fetch(new URL(path, portal.url), { method: "POST", body: form, headers, redirect: "manual" });
}

async function knownIds(): Promise<Record<string, string>> {
  ids ??= findIds();
  return await ids;
}

/** An address with real ids in its places. */
async function filled(address: string): Promise<string> {
  const found = await knownIds();
  if (address === "/autorites/:organisation") return `/autorites/${found[":authority"]}`;
  return address
    .replace(/:\w+/g, (place) => found[place] ?? place)
    .replace("/changements", "/changements?depuis=0")
    .replace("/*", "/une-adresse-inconnue");
}

/** What an answer means, in the words of the matrix. */
function meaningOf({ status, headers }: Response): string {
  const location = headers.get("Location") ?? "";
  if (status === 200) return "page";
  if (status >= 300 && status < 400) return location.startsWith("/connexion") ? "sign in" : "elsewhere";
  if (status === 404) return "not found";
  if ([400, 403, 409].includes(status)) return "refused";
  return status === 405 ? "no method" : String(status);
}

describe.each(matrix)("$method $address", ({ method, address, expected }) => {
  test.each(standings)("%s", async (standing) => {
    // Signing in or out uses a browser of its own, so that the other rows keep their session.
    const own = ownSessions.includes(address) && method === "POST";
    const visitor = own ? await ownVisitor(address, standing) : await visitorFor(standing);
    const path = await filled(address);
    const answer =
      method === "GET" ? await visitor.get(path) : await visitor.post(path, await formFor(address, standing));
    expect(meaningOf(answer)).toBe(expected[standing]);
  });
});

test("an address that does not write refuses to", async () => {
  const visitor = await visitorFor("member");
  for (const address of ["/annuaire", "/themes", "/a-propos", "/"]) {
    expect((await visitor.post(address, {})).status, address).toBe(405);
  }
});
