/** A template that the network has made itself: what a space begins with, by title. */
export interface OwnTemplate {
  id: string;
  name: string;
  tasks: string[];
  threads: string[];
  documents: string[];
  /** Rises with each change. */
  version: number;
}

/** So many of each, at most: a beginning, not a plan. */
export const maxTitles = { tasks: 20, threads: 8, documents: 8 } as const;
