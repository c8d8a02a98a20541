import type { Writer } from "../documents";

export type VersionKind = "auto" | "named" | "restored" | "frozen";

/** A version in the list. */
export interface VersionRow {
  id: string;
  kind: VersionKind;
  name: string | null;
  createdAt: string;
  words: number;
  /** Who named, restored or froze it. */
  author: string | null;
  /** The organisations whose people wrote in its period. */
  organisations: Writer[];
  /** The version before it; null for the first. */
  previousId: string | null;
}

/** What somebody had read before this reading. */
export interface EarlierReading {
  versionId: string;
  /** When that version was written. */
  readAt: string;
}

export const versionsPerPage = 40;
export const maxVersionName = 80;
/** Maximum number of versions that bear a name, per document. */
export const maxNamedVersions = 100;

export const versionsPath = (documentPath: string): string => `${documentPath}/versions`;

/** The address of a comparison. */
export function comparisonPath(
  documentPath: string,
  { before, after, look }: { before: string; after?: string; look?: "side" },
): string {
  const params = new URLSearchParams({ avant: before });
  if (after) params.set("apres", after);
  if (look) params.set("vue", "cote-a-cote");
  return `${documentPath}/comparaison?${params}`;
}
