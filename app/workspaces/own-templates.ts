/** A template made by the network: titles of a space's first items. */
export interface OwnTemplate {
  id: string;
  name: string;
  tasks: string[];
  threads: string[];
  documents: string[];
  /** Incremented by each change. */
  version: number;
}

/** Maximum number of titles of each kind. */
export const maxTitles = { tasks: 20, threads: 8, documents: 8 } as const;
