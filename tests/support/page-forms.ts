import type { Visitor } from "./visitor";

/** A form as a page of ours shows it: where it goes, and what its fields hold. */
export interface PageForm {
  /** Its address with ids as `:id`, and its fields: what makes it one of a kind. */
  kind: string;
  action: string;
  fields: [name: string, value: string][];
}

/** So many pages of one kind are looked at: a list and what it leads to show the same forms again and again. */
const pagesOfAKind = 2;

/** Every kind of form that somebody meets who follows every link, one of each. */
export async function collectForms(visitor: Visitor, starts: readonly string[]): Promise<PageForm[]> {
  const forms = new Map<string, PageForm>();
  const visits = new Map<string, number>();
  const waiting = [...starts];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    const visited = visits.get(kind) ?? 0;
    if (visited >= pagesOfAKind) continue;
    visits.set(kind, visited + 1);
    const answer = await visitor.get(path);
    const html = await answer.text();
    if (answer.status !== 200 || !answer.headers.get("Content-Type")?.includes("html")) continue;
    for (const form of formsIn(html, path)) if (!forms.has(form.kind)) forms.set(form.kind, form);
    waiting.push(...linksIn(html));
  }
  return [...forms.values()];
}

const kindOf = (path: string) => path.replace(/[\w-]{36}[^/?]*/g, ":id").replace(/\?.*/, "");

const linksIn = (html: string): string[] =>
  [...html.matchAll(/href="(\/[^"#]*)"/g)]
    .map(([, path = ""]) => plain(path))
    .filter((path) => !path.startsWith("/assets"));

/** The forms of one page. */
export function formsIn(html: string, path: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, head = "", inside = ""]) => {
    if (!/method="post"/i.test(head)) return [];
    const action = plain(attribute(head, "action") ?? path);
    const fields = fieldsIn(inside);
    const says = fields.map(([name, value]) => (["what", "step", "kind"].includes(name) ? value : name));
    return [{ kind: `${kindOf(action)} ${says.sort().join(" ")}`, action, fields }];
  });
}

function fieldsIn(inside: string): [name: string, value: string][] {
  const found = new Map<string, string>();
  for (const match of inside.matchAll(/<(?:input|textarea|select|button)\b([^>]*)>(?=(.*))/gs)) {
    const [, head = "", behind = ""] = match;
    const name = attribute(head, "name");
    if (name === undefined || found.has(plain(name))) continue;
    const first = match[0].startsWith("<select") && /<option[^>]*value="([^"]+)"/.exec(behind)?.[1];
    found.set(plain(name), plain(first || attribute(head, "value") || "mot"));
  }
  return [...found];
}

const attribute = (head: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1];

const signs: Record<string, string> = { quot: '"', "#x27": "'", amp: "&", lt: "<", gt: ">" };
const plain = (text: string) => text.replace(/&(quot|#x27|amp|lt|gt);/g, (_, sign) => signs[sign] ?? "");
