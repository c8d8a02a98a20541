import type { PersonEntry } from "../directory/people-query";

/** A post or a document of a person. */
export interface Contribution {
  id: string;
  kind: "post" | "document";
  /** The thread of a post, or the document. */
  place: { id: string; slug: string };
  title: string;
  excerpt: string;
  /** The organisation it was written for. */
  organisation: string | null;
  at: string;
}

export const contributionsPerPage = 20;

/** What a person's page shows to one viewer. */
export interface PersonPage {
  id: string;
  name: string;
  /** What their card shows to this viewer; null when it hides the name from them. */
  card: PersonEntry | null;
  /** The viewer's own page. */
  me: boolean;
}
