import { setImmediate } from "node:timers/promises";
import type { Database } from "../db/database.server";
import type { Block } from "./body";
import { bodyVersion, readBody } from "./body.server";

/** What a post's words read as, kept beside them; read once more when the reader has another version. */
export interface ParsedBody {
  version: number;
  blocks: Block[];
}

/** A post as its row has it. */
interface StoredBody {
  id: string;
  body: string;
  parsed: ParsedBody | null;
}

export const parseBody = (body: string) =>
  ({ version: bodyVersion, blocks: readBody(body) }) satisfies ParsedBody;

/**
 * What posts read as, by their ids. Those that were not read by this version of the reader are read now and kept, one
 * after the other: other requests come in between.
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
  // Of the words that were read: an edit in the meantime has its own.
  await from.post.updateMany({ where: { id, body }, data: { parsed } });
  return parsed.blocks;
}
