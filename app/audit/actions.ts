/** What an entry is about; the journal filters by it. */
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

/** By the noun of `noun.verb`; what stands under no noun is about the network. */
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

/** The kind of an action. A verb that says more than its noun goes first: whatever was refused is a refusal. */
export function kindOf(action: string): Kind {
  const [noun = "", verb = ""] = action.split(".");
  if (verb === "refused") return "refusal";
  if (verb === "exported") return "export";
  if (verb === "published" || verb === "withdrawn") return "publication";
  return nouns[noun] ?? "network";
}

/** Whether the network a request came from is kept with it for a week: not for what people write. */
export const keepsAddress = (action: string): boolean => kindOf(action) !== "contribution";
