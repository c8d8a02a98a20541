/** Where something is written: a thread, or the comments of a document. */
export interface WritingPlace {
  id: string;
  /** The address of its page, which takes the form. */
  path: string;
  /** The address of the people and organisations that one may mention there. */
  mentions?: string;
}

/** The address that saves and discards drafts of a place. */
export const draftPath = ({ path }: Pick<WritingPlace, "path">): string => `${path}/brouillon`;

/** The address of a place's page with one of the viewer's drafts in its form. */
export const resumePath = ({ path }: Pick<WritingPlace, "path">, key: string): string =>
  `${path}?brouillon=${key}#ecrire`;

/** An organisation to write for. */
export interface VoiceChoice {
  id: string;
  name: string;
  acronym: string | null;
}

/** A draft on the server, for its author only. */
export interface KeptDraft {
  /** The key of the form it was last written in. */
  key: string;
  body: string;
  keptAt: string;
}

/** The data of the form. */
export interface Writing {
  /** The idempotency key of the next contribution. */
  key: string;
  /** The person to whom this device may offer its local drafts. */
  owner: string;
  voices: VoiceChoice[];
  /** The initial draft: the latest, or the requested one. */
  draft: KeptDraft | null;
}

/** What the form needs to know of the contributions shown above it. */
export interface Contribution {
  /** The viewer is the author. */
  mine: boolean;
  /** For the viewer's own, the key of the form, which tells the page that its submission arrived. */
  key: string | null;
  organisation: { address: string } | null;
}
