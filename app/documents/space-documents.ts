/** A document in the list of a space. */
export interface SpaceDocument {
  id: string;
  slug: string;
  title: string;
  changedAt: string;
  organisation: string | null;
}

export const documentsPerPage = 20;
