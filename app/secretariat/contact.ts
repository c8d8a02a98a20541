/** Maximum length of a message to the secretariat. */
export const maxContactLength = 2_000;

/** A message as the secretariat reads it. */
export interface ContactRow {
  id: string;
  name: string;
  email: string;
  body: string;
  /** From somebody who was signed in, so that the name is known to be theirs. */
  known: boolean;
  createdAt: string;
}
