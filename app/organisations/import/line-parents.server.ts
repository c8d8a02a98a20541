import type { Database } from "../../db/database.server";
import { cutText } from "../../tables/cell-text";
import type { Mappings } from "../../tables/import-mappings.server";
import { findSimilar, type SimilarOrganisation } from "../likeness.server";
import { nameKey, type ReadLine } from "./line-reader.server";
import { valueKey } from "./list-dictionary";

/** The parent of a line: a record, or another line of the file. */
export type Parent = { id: string; name: string } | { line: number; name: string };

/** The parents of the lines of a file. */
export interface Parents {
  find(line: ReadLine): Parent | undefined;
  /** Unknown parent names, with candidates. */
  unknown: Map<string, SimilarOrganisation[]>;
}

/** Parents of lines: mapped by hand, by exact name, or another line of the file. */
export async function findParents(
  lines: readonly ReadLine[],
  mappings: Mappings,
  tx: Database,
): Promise<Parents> {
  const words = [...new Set(lines.map(({ parent }) => parent).filter(Boolean))];
  const said = mappings.get("parent") ?? new Map<string, string>();
  const mapped = words.flatMap((word) => said.get(valueKey(word)) || []);
  const records = await tx.organisation.findMany({
    where: { id: { in: mapped } },
    select: { id: true, name: true },
  });
  const alike = await findSimilar(
    words.map((name) => ({ name, acronym: name })),
    tx,
  );
  const inFile = new Map<string, Parent>();
  for (const { number, name, acronym } of lines) {
    for (const key of [nameKey(name), nameKey(acronym)]) {
      if (key && !inFile.has(key)) inFile.set(key, { line: number, name });
    }
  }
  const found = new Map<string, Parent>();
  const unknown = new Map<string, SimilarOrganisation[]>();
  for (const [index, word] of words.entries()) {
    const answer = said.get(valueKey(word));
    const exact = (alike[index] ?? []).filter((each) => each.exact);
    const parent =
      records.find(({ id }) => id === answer) ??
      (exact.length === 1 ? exact[0] : undefined) ??
      inFile.get(nameKey(word));
    if (parent) found.set(word, "id" in parent ? { id: parent.id, name: parent.name } : parent);
    if (!parent || answer !== undefined) unknown.set(word, alike[index] ?? []);
  }
  return { find: ({ parent }) => found.get(parent), unknown };
}

/** The line with a note when its parent is unknown. */
export function noteParent(line: ReadLine, parents: Parents): ReadLine {
  if (!line.parent || parents.find(line)) return line;
  return { ...line, notes: [...line.notes, { why: "unknownParent", what: cutText(line.parent, 100) }] };
}
