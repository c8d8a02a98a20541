/** What an entry is about; a filter of the journal. */
export const kinds = [
  "access",
  "refusal",
  "rights",
  "export",
  "moderation",
  "publication",
  "contribution",
  "network",
] as const;
export type Kind = (typeof kinds)[number];

/** The kind by the noun of `noun.verb`; other nouns are about the network. */
const nouns: Record<string, Kind> = {
  ...kindOfEach("access", "session password factor passkey recovery-codes recovery email account reset"),
  ...kindOfEach(
    "rights",
    "sessions membership role mandate invitation request admission organisation candidacy guest space person situation erasure",
  ),
  ...kindOfEach("export", "data audit directory"),
  ...kindOfEach("moderation", "flag moderation suspension appeal"),
  ...kindOfEach("publication", "publication position"),
  ...kindOfEach("contribution", "post thread document draft file task profile card"),
};

function kindOfEach(kind: Kind, words: string): Record<string, Kind> {
  return Object.fromEntries(words.split(" ").map((noun) => [noun, kind]));
}

/** The kind of an action. Some verbs take precedence over the noun: every refused action is a refusal. */
export function kindOf(action: string): Kind {
  const [noun = "", verb = ""] = action.split(".");
  if (verb === "refused") return "refusal";
  if (verb === "exported") return "export";
  if (verb === "published" || verb === "withdrawn") return "publication";
  return nouns[noun] ?? "network";
}

/** Whether the truncated network of the request is kept for a week; not for contributions. */
export const keepsAddress = (action: string): boolean => kindOf(action) !== "contribution";
