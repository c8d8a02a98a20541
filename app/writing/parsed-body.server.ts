import { setImmediate } from "node:timers/promises";
import type { Database } from "../db/database.server";
import type { Block } from "./body";
import { bodyVersion, readBody } from "./body.server";

/** The parsed tree of a post, stored beside its source with the version of the parser. */
export interface ParsedBody {
  version: number;
  blocks: Block[];
}

/** The stored columns of a post's body. */
interface StoredBody {
  id: string;
  body: string;
  parsed: ParsedBody | null;
}

export const parseBody = (body: string) =>
  ({ version: bodyVersion, blocks: readBody(body) }) satisfies ParsedBody;

/**
 * The parsed bodies of posts, by id. Bodies of another parser version are parsed now and stored, one after the other,
 * so that other requests can run in between.
 */
export async function readParsed(
  posts: readonly StoredBody[],
  from: Database,
): Promise<ReadonlyMap<string, Block[]>> {
  const found = new Map<string, Block[]>();
  for (const { id, body, parsed } of posts) {
    if (parsed?.version === bodyVersion) found.set(id, parsed.blocks);
    else {
      await setImmediate();
      found.set(id, await parseAndKeep(id, body, from));
    }
  }
  return found;
}

async function parseAndKeep(id: string, body: string, from: Database): Promise<Block[]> {
  const parsed = parseBody(body);
  // Only if the source is unchanged: a concurrent edit stores its own tree.
  await from.post.updateMany({ where: { id, body }, data: { parsed } });
  return parsed.blocks;
}
