import type { Visitor } from "./visitor";

/** A thread of the demonstration, by its way from the list. @throws when the list leads to none. */
export async function threadOf(visitor: Visitor, slug = "arrete-du-7-janvier-2026"): Promise<string> {
  const list = await (await visitor.get("/fils")).text();
  const [, path] = new RegExp(`href="(/fils/[\\w-]{36}-${slug})[^"]*"`).exec(list) ?? [];
  if (!path) throw new Error(`No thread ${slug} in the list.`);
  return path;
}
