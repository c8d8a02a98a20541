/** A line of the list that `@` opens. */
export interface MentionSuggestion {
  kind: "person" | "organisation" | "everyone";
  name: string;
  /** The organisation of a person, the full name of an acronym. */
  hint: string | null;
  /** What is put in the text. */
  insert: string;
}

/** A mention in the tree of a body: its number as parsed; name and address when it is read for a viewer. Stored as JSON, so no interface. */
export type Mention = {
  mention: number;
  /** The current name; null when its person is gone, and for everyone. */
  name?: string | null;
  everyone?: boolean;
  person?: boolean;
  /** The page of an organisation. */
  to?: string;
  /** It addresses the viewer. */
  mine?: boolean;
};

/** The address of the suggestions in a space. */
export const mentionsPath = (space: { id: string }): string => `/espaces/${space.id}/mentions`;

/** Maximum length of what is asked for. */
export const maxAskedLength = 60;
