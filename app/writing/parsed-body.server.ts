import { setImmediate } from "node:timers/promises";
import type { Block } from "./body";
import { bodyVersion, readBody } from "./body.server";

/** The parsed tree of a body, stored beside its source with the version of the parser. */
export interface ParsedBody {
  version: number;
  blocks: Block[];
}

/** The stored columns of a body. */
interface StoredBody {
  id: string;
  body: string;
  parsed: ParsedBody | null;
}

export const parseBody = (body: string) =>
  ({ version: bodyVersion, blocks: readBody(body) }) satisfies ParsedBody;

/**
 * The parsed bodies, by id. Bodies of another parser version are parsed now and stored, one after the other, so that
 * other requests can run in between.
 * @param keep stores a tree, only while the source is unchanged: a concurrent edit stores its own.
 */
export async function readParsed(
  stored: readonly StoredBody[],
  keep: (id: string, body: string, parsed: ParsedBody) => Promise<void>,
): Promise<ReadonlyMap<string, Block[]>> {
  const found = new Map<string, Block[]>();
  for (const { id, body, parsed } of stored) {
    if (parsed?.version === bodyVersion) found.set(id, parsed.blocks);
    else {
      await setImmediate();
      const made = parseBody(body);
      await keep(id, body, made);
      found.set(id, made.blocks);
    }
  }
  return found;
}
