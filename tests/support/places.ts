import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import remixConfig from "../../remix.config.js";
import { personaOf } from "./personas";
import { signInAs, type Visitor } from "./visitor";

/** Every address of the table of addresses (`/themes/:theme`), and the file that answers it. */
export function addressesOf(): Map<string, string> {
  const addresses = new Map<string, string>();
  type Route = (path: string, file: string, within?: unknown) => void;
  const route: Route = (path, file, within) => {
    if (typeof within === "function") within();
    else addresses.set(`/${path.replace(/^\//, "")}`, file);
  };
  const defineRoutes = (define: (define: Route) => void) => {
    define(route);
    return {};
  };
  remixConfig.routes?.(defineRoutes as never);
  return addresses;
}

/** The addresses that show a page; the others answer scripts and forms. */
export async function pageAddresses(): Promise<string[]> {
  const found: string[] = [];
  for (const [address, file] of addressesOf()) {
    if (/^export default /m.test(await readFile(`app/${file}`, "utf8"))) found.push(address);
  }
  return found;
}

/** Addresses that no page leads to, each with an example. */
const byHand: Record<string, string> = {
  "/*": "/une-adresse-inconnue",
  "/connexion": "/connexion",
  "/mot-de-passe/oublie": "/mot-de-passe/oublie",
  "/mot-de-passe/nouveau": "/mot-de-passe/nouveau?cle=inconnue",
  "/compte/confirmation": "/compte/confirmation",
  "/invitation": "/invitation",
  "/demande": "/demande",
  "/installation": "/installation?cle=inconnue",
  "/courrier": "/courrier",
  "/courriels/desabonnement/:token": "/courriels/desabonnement/inconnu",
  "/style": "/style",
  "/fichiers/:file": "/fichiers/00000000-0000-4000-8000-000000000000",
  "/fichiers/:file/suppression": "/fichiers/00000000-0000-4000-8000-000000000000/suppression",
  "/bibliotheque/:file": "/bibliotheque/00000000-0000-4000-8000-000000000000",
  "/bibliotheque/collections/:collection": "/bibliotheque/collections/00000000-0000-4000-8000-000000000000",
  "/recommandations/import/:table": "/recommandations/import/00000000-0000-4000-8000-000000000000",
  // A file that is being imported belongs to its sender: there is none here.
  "/secretariat/annuaire/import/:import": "/secretariat/annuaire/import/00000000-0000-4000-8000-000000000000",
};

/** Of one kind, so many pages are read; what the next one leads to has been seen. */
const mostOfAKind = 15;

/**
 * For each address that shows a page, a real one of the demonstration: found by following the links that its
 * secretariat sees, from the home page on. A page that nothing leads to is missing from the answer. Looked for once
 * a run: every copy of the demonstration has the same pages at the same addresses.
 */
export async function examplesAt(base: string): Promise<Map<string, string>> {
  const file = join(inject("runFolder"), "examples.json");
  const known = existsSync(file) ? await readFile(file, "utf8") : undefined;
  if (known) return new Map(JSON.parse(known));
  const examples = await findExamples(await signInAs(base, personaOf("secretariat")), await pageAddresses());
  await writeFile(`${file}.${process.pid}`, JSON.stringify([...examples]));
  await rename(`${file}.${process.pid}`, file);
  return examples;
}

/** Reads first what a link promises of a kind of page not seen yet, then the rest in the order of the links. */
async function findExamples(visitor: Visitor, addresses: readonly string[]): Promise<Map<string, string>> {
  const examples = new Map(
    addresses.flatMap((address) => (byHand[address] ? [[address, byHand[address]]] : [])),
  );
  // A feed or a file beside a page with a parameter, such as /annuaire-public/flux.
  const answersScripts = new Set(
    [...addressesOf()].map(([address]) => address).filter((address) => !addresses.includes(address)),
  );
  const addressOf = (path: string) =>
    answersScripts.has(path.replace(/\?.*/, "")) ? undefined : addresses.find((each) => fits(path, each));
  const isNew = (path: string) => !examples.has(addressOf(path) ?? path);
  const waiting = ["/"];
  const seen = new Set(waiting);
  const read = new Map<string | undefined, number>();
  while (waiting.length > 0 && !addresses.every((each) => examples.has(each))) {
    const [path = "/"] = waiting.splice(Math.max(0, waiting.findIndex(isNew)), 1);
    const address = addressOf(path);
    const before = read.get(address) ?? 0;
    if (before >= mostOfAKind) continue;
    read.set(address, before + 1);
    const response = await visitor.get(path);
    if (response.status !== 200) continue;
    if (address && !examples.has(address)) examples.set(address, path);
    for (const link of linksIn(await response.text())) {
      if (!seen.has(link)) waiting.push(link);
      seen.add(link);
    }
  }
  await deriveExamples(visitor, addresses, examples);
  return examples;
}

/** Pages of a thing that no page links to yet, as the comments of a text without any: their thing has an example. */
async function deriveExamples(
  visitor: Visitor,
  addresses: readonly string[],
  examples: Map<string, string>,
): Promise<void> {
  for (const address of addresses.filter((each) => !examples.has(each))) {
    const end = address.indexOf("/", address.lastIndexOf("/:") + 1);
    const thing = end < 0 ? null : address.slice(0, end);
    const known = thing && [...examples].find(([other]) => `${other}/`.startsWith(`${thing}/`));
    if (!known) continue;
    const path = known[1].split("/").slice(0, thing.split("/").length).join("/") + address.slice(end);
    if ((await visitor.get(path)).status === 200) examples.set(address, path);
  }
}

function fits(path: string, address: string): boolean {
  const pattern = address.replace(/:\w+/g, "[^/]+").replace("*", "$^");
  return new RegExp(`^${pattern}$`).test(path.replace(/\?.*/, ""));
}

/** Paths of this portal that a page links to, without what narrows a list. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/ href="(\/[^"#?]*)[^"]*"/g)].map(([, path = ""]) => path);
}
