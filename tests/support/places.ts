import { readFile } from "node:fs/promises";
import remixConfig from "../../remix.config.js";
import type { Visitor } from "./visitor";

/** Every address of the table of addresses (`/themes/:theme`), and the file that answers it. */
export function addressesOf(): Map<string, string> {
  const addresses = new Map<string, string>();
  const defineRoutes = (define: (route: (path: string, file: string) => void) => void) => {
    define((path, file) => addresses.set(`/${path.replace(/^\//, "")}`, file));
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
  "/installation": "/installation?cle=inconnue",
  "/courrier": "/courrier",
  "/style": "/style",
};

/** More pages than this are not followed: by then every kind has been seen. */
const mostPages = 400;

/**
 * For each address that shows a page, a real one: found by following the links a visitor sees, from the home page
 * on. A page that nothing leads to is missing from the answer.
 */
export async function examplesOf(
  visitor: Visitor,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const examples = new Map(
    addresses.flatMap((address) => (byHand[address] ? [[address, byHand[address]]] : [])),
  );
  const waiting = ["/"];
  const seen = new Set(waiting);
  for (let visited = 0; waiting.length > 0 && visited < mostPages; visited++) {
    const path = waiting.shift() ?? "/";
    const response = await visitor.get(path);
    if (response.status !== 200) continue;
    const address = addresses.find((each) => fits(path, each));
    if (address && !examples.has(address)) examples.set(address, path);
    if (addresses.every((each) => examples.has(each))) break;
    for (const link of linksIn(await response.text())) {
      if (!seen.has(link)) waiting.push(link);
      seen.add(link);
    }
  }
  return examples;
}

function fits(path: string, address: string): boolean {
  const pattern = address.replace(/:\w+/g, "[^/]+").replace("*", "$^");
  return new RegExp(`^${pattern}$`).test(path.replace(/\?.*/, ""));
}

/** Paths of this portal that a page links to, without what narrows a list. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/ href="(\/[^"#?]*)[^"]*"/g)].map(([, path = ""]) => path);
}
