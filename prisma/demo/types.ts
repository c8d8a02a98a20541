/**
 * The shapes of the demonstration network: plain data, no database, no import from outside this folder.
 * Texts are French unless they are the secretariat's own, which come as `Variants`.
 */
import type { OrganisationTypeSlug } from "../../app/organisations/organisation-types";
import type { RegionCode } from "../../app/organisations/regions";

/** A text of the secretariat in both languages of the portal. */
export interface Variants {
  readonly fr: string;
  readonly en: string;
}

/** ISO 8601, as precise as the source is: "2023", "2023-07" or "2023-07-12". */
export type PartialDate = string;

export type ThemeSlug =
  | "expulsions-algerie"
  | "apres-loi-2015-36"
  | "traite-des-personnes"
  | "protection-defenseurs"
  | "politique-nationale-migration"
  | "libre-circulation"
  | "acces-justice"
  | "monitoring-violations"
  | "suivi-recommandations"
  | "enfants-groupes-vulnerables";

export type ThemeColour = "indigo" | "ochre" | "leaf" | "plum" | "teal" | "brick";

/** A dated statement and where it was read: an address, a citation, or both. */
export interface Fact {
  readonly slug: string;
  readonly text: Variants;
  readonly date: PartialDate;
  readonly sourceUrl: string | null;
  readonly citation: string | null;
  readonly themes: readonly ThemeSlug[];
  /** True where the source, or our reading of it, wants to be checked. */
  readonly uncertain: boolean;
}

export interface Theme {
  readonly slug: ThemeSlug;
  readonly name: Variants;
  /** One sentence. */
  readonly summary: Variants;
  /** Two to four paragraphs in each language. */
  readonly description: { readonly fr: readonly string[]; readonly en: readonly string[] };
  readonly facts: readonly Fact[];
  /** The name of a lucide icon. */
  readonly icon: string;
  readonly colour: ThemeColour;
}

/** `network`: REMIDDH itself. Of the real organisations only JMED is a `member`; see check.test.ts. */
/** A `candidate` asks to become a member. */
export type Relation = "network" | "member" | "candidate" | "partner" | "institution" | "contact";

/** Membre actif, associé, observateur (sans droit de vote). */
export type MemberStatus = "active" | "associate" | "observer";

export type OrganisationField =
  | "name"
  | "acronym"
  | "type"
  | "region"
  | "website"
  | "mission"
  | "themes"
  | "founded";

export interface Source {
  readonly url: string;
  readonly note?: string;
  /** What this source supports. */
  readonly fields: readonly OrganisationField[];
}

export interface Organisation {
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly formerNames: readonly string[];
  readonly type: OrganisationTypeSlug;
  readonly relation: Relation;
  /** Set if and only if `relation` is "member". */
  readonly memberStatus: MemberStatus | null;
  /** A member whose people may read and no longer write. */
  readonly frozen: boolean;
  readonly nationwide: boolean;
  /** Its known territory lies outside Niger or goes beyond it (regional networks, bodies seated abroad). */
  readonly outsideNiger: boolean;
  readonly regions: readonly RegionCode[];
  /** Places in words, where the sources say more than a region. */
  readonly areas: string | null;
  readonly website: string | null;
  /** One or two sentences in French; null where the sources say nothing. */
  readonly mission: string | null;
  readonly themes: readonly ThemeSlug[];
  readonly foundedYear: number | null;
  readonly sources: readonly Source[];
  /** What the directory shows with reserve. */
  readonly uncertain: readonly OrganisationField[];
  /** Fictitious, to try the portal. */
  readonly demonstration: boolean;
}

export type PersonKey =
  | "secretariat-admin"
  | "secretariat-animation"
  | "secretariat-moderation"
  | "auditor"
  | "jmed-focal"
  | "jmed-member"
  | "agadez-focal"
  | "agadez-member"
  | "agadez-mandate"
  | "tahoua-member"
  | "zinder-focal"
  | "niamey-observer"
  | "diffa-focal"
  | "dosso-focal"
  | "guest-partner"
  | "guest-expert";

/** How a persona stands to the network: a column of docs/rights-matrix.md. */
export type PersonaStanding =
  | "guest"
  | "auditor"
  | "observer"
  | "candidate"
  | "frozen"
  | "member"
  | "focal point"
  | "moderator"
  | "secretariat";

export interface Membership {
  readonly organisation: string;
  readonly role: "focal_point" | "member";
}

export interface Persona {
  readonly key: PersonKey;
  readonly name: string;
  readonly email: string;
  readonly role: "secretariat" | "auditor" | "member" | "observer";
  readonly standing: PersonaStanding;
  readonly memberships: readonly Membership[];
  /** What the person does, in French. */
  readonly function: string;
  readonly locale: "fr" | "en";
  /** Signs in with an app's code too. */
  readonly secondFactor?: true;
}

export interface Network {
  readonly name: string;
  readonly acronym: string;
  readonly languages: readonly ("fr" | "en")[];
  /** The accent of the light theme, as in the design's tokens. */
  readonly accent: string;
  readonly mission: Variants;
  readonly timezone: string;
}

export interface TextRun {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly href?: string;
}

export type Block =
  | { readonly type: "heading"; readonly level: 2 | 3; readonly content: readonly TextRun[] }
  | { readonly type: "paragraph" | "blockquote"; readonly content: readonly TextRun[] }
  | { readonly type: "bulletList" | "orderedList"; readonly items: readonly (readonly TextRun[])[] };

/** Who writes, and the organisation spoken for: one of the person's own. */
export interface Voice {
  readonly person: PersonKey;
  readonly organisation: string;
}

/** A wall-clock time in the network's zone, counted back from the day of loading (at least one day). */
export interface Moment {
  readonly daysAgo: number;
  readonly hour: number;
  readonly minute: number;
}

export interface Post {
  /** Unique in its thread. */
  readonly id: string;
  readonly author: Voice;
  readonly at: Moment;
  /** Words taken from an earlier post of the same thread. */
  readonly quote?: { readonly post: string; readonly text: string };
  readonly body: readonly Block[];
  /** What others have said of it in one word. */
  readonly reactions?: readonly (readonly ["agree" | "discuss" | "thanks", Voice])[];
}

export interface Thread {
  readonly slug: string;
  readonly title: string;
  readonly themes: readonly ThemeSlug[];
  /** The author and the time of the first post. */
  readonly author: Voice;
  readonly startedAt: Moment;
  readonly posts: readonly Post[];
}

export type DocumentKind = "position" | "terms-of-reference" | "contribution" | "follow-up" | "minutes";

export interface DemoDocument {
  readonly slug: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly status: "draft" | "review" | "validated";
  readonly themes: readonly ThemeSlug[];
  readonly authors: readonly Voice[];
  readonly createdAt: Moment;
  readonly updatedAt: Moment;
  readonly blocks: readonly Block[];
}

/** Who spoke: a UN or African body, a national framework, or organisations together. */
export type RecommendationBody =
  | "rapporteur-special"
  | "cadhp"
  | "cmw"
  | "cat"
  | "ccm"
  | "epu"
  | "societe-civile";

export interface Recommendation {
  readonly slug: string;
  readonly text: string;
  /** The authority addressed, in words. */
  readonly addressee: string;
  /** The addressees that have a record among the organisations. */
  readonly addresseeOrganisations: readonly string[];
  readonly body: RecommendationBody;
  readonly citation: string;
  readonly sourceUrl: string;
  readonly date: PartialDate;
  readonly themes: readonly ThemeSlug[];
  /** Universal Periodic Review: the State that recommended, and the answer of Niger. */
  readonly recommendingState: string | null;
  readonly response: "accepted" | "noted" | null;
  readonly note: string | null;
  readonly uncertain: boolean;
}
