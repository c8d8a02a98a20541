/** The rules of the demonstration network: what refers to something finds it, what is read is well written. */
import { describe, expect, it } from "vitest";
import { organisationTypes } from "../../app/organisations/organisation-types";
import { regionSources, regions } from "../../app/organisations/regions";
import { themeIcons } from "../../app/themes/themes";
import { documents } from "./documents";
import { facts } from "./facts";
import { network } from "./network";
import { organisations } from "./organisations";
import { people } from "./people";
import { recommendations } from "./recommendations";
import { themes } from "./themes";
import { threads } from "./threads";
import type { Block, Moment, Voice } from "./types";

const everything = {
  network,
  regions,
  regionSources,
  organisationTypes,
  themes,
  facts,
  organisations,
  people,
  recommendations,
  threads,
  documents,
};

/** Fields that hold an identifier or an address; every other string is taken for something a person reads. */
const technical = new Set([
  "slug",
  "code",
  "key",
  "id",
  "kind",
  "type",
  "relation",
  "memberStatus",
  "status",
  "role",
  "standing",
  "response",
  "url",
  "sourceUrl",
  "href",
  "website",
  "email",
  "date",
  "icon",
  "colour",
  "accent",
  "timezone",
  "locale",
  "languages",
  "themes",
  "regions",
  "fields",
  "uncertain",
  "organisation",
  "person",
  "post",
  "addresseeOrganisations",
  "count",
  "list",
]);

interface Text {
  path: string;
  text: string;
  english: boolean;
}

/** Every text a person reads, with its place. An enumerated `body` is told from a post's by its value. */
function texts(value: unknown, path: string[] = []): Text[] {
  if (typeof value === "string") {
    return [{ path: path.join("."), text: value, english: path.includes("en") }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, String(index)]));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isIdentifier = holdsIdentifiers(inner) && (technical.has(key) || key === "body");
    return isIdentifier ? [] : texts(inner, [...path, key]);
  });
}

function holdsIdentifiers(value: unknown): boolean {
  return (
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"))
  );
}

const french = texts(everything).filter((text) => !text.english);
const english = texts(everything).filter((text) => text.english);
const breaking = (found: Text[], pattern: RegExp) =>
  found.filter(({ text }) => pattern.test(text)).map(({ path, text }) => `${path}: ${text}`);
const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

const themeSlugs = new Set<string>(themes.map((theme) => theme.slug));
const organisationSlugs = new Set(organisations.map((organisation) => organisation.slug));
const speaks = ({ person, organisation }: Voice) =>
  people.some(
    (one) => one.key === person && one.memberships.some((held) => held.organisation === organisation),
  );
const minutesAgo = ({ daysAgo, hour, minute }: Moment) => daysAgo * 1440 - hour * 60 - minute;
const plain = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) => ("items" in block ? block.items : [block.content]))
    .map((runs) => runs.map((run) => run.text).join(""))
    .join("\n");

describe("identifiers", () => {
  it("are unique in their kind", () => {
    const kinds = [
      regions.map(({ code }) => code),
      people.map(({ key }) => key),
      people.map(({ email }) => email),
    ];
    for (const kind of [
      organisationTypes,
      themes,
      facts,
      organisations,
      recommendations,
      threads,
      documents,
    ]) {
      kinds.push(kind.map(({ slug }) => slug));
    }
    kinds.push(regions.flatMap(({ places }) => places.map(({ slug }) => slug)));
    kinds.push(organisations.map(({ name }) => name));
    for (const values of kinds) expect(repeated(values)).toEqual([]);
    for (const { posts } of threads) expect(repeated(posts.map(({ id }) => id))).toEqual([]);
  });

  it("are short, lower-case and without accents", () => {
    const slugs = [
      organisationTypes,
      themes,
      facts,
      organisations,
      recommendations,
      threads,
      documents,
    ].flatMap((kind) => kind.map(({ slug }) => slug));
    slugs.push(...regions.flatMap(({ places }) => places.map(({ slug }) => slug)));
    expect(slugs.filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  });
});

describe("references", () => {
  it("lead to a theme", () => {
    const used = [facts, organisations, recommendations, threads, documents].flatMap((kind) =>
      kind.flatMap((record) => record.themes),
    );
    expect(used.filter((slug) => !themeSlugs.has(slug))).toEqual([]);
  });

  it("lead to an organisation, its type and its regions", () => {
    const types = new Set(organisationTypes.map(({ slug }) => slug));
    const codes = new Set(regions.map(({ code }) => code));
    for (const organisation of organisations) {
      expect(types).toContain(organisation.type);
      for (const code of organisation.regions) expect(codes).toContain(code);
    }
    const named = [
      ...recommendations.flatMap((recommendation) => recommendation.addresseeOrganisations),
      ...people.flatMap(({ memberships }) => memberships.map(({ organisation }) => organisation)),
    ];
    for (const slug of named) expect(organisationSlugs).toContain(slug);
  });

  it("lead to a persona who belongs to the organisation spoken for", () => {
    const voices = [
      ...threads.flatMap(({ posts }) => posts.map(({ author }) => author)),
      ...documents.flatMap(({ authors }) => authors),
    ];
    expect(voices.filter((voice) => !speaks(voice))).toEqual([]);
  });

  it("give every theme an icon that exists, something to read and something to filter", () => {
    for (const { slug, icon, facts: own, description } of themes) {
      expect(themeIcons).toContain(icon);
      expect(own.length).toBeGreaterThan(0);
      expect(description.fr).toHaveLength(description.en.length);
      expect([2, 3, 4]).toContain(description.fr.length);
      expect(organisations.filter(({ themes: held }) => held.includes(slug)).length).toBeGreaterThan(1);
    }
  });
});

describe("the territory", () => {
  it("has 63 départements in seven regions, three cities beside them, and the five communes of Niamey", () => {
    const count = (kind: string) =>
      regions.map(({ places }) => places.filter((place) => place.kind === kind).length);
    expect(regions.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `NE-${number}`));
    expect(count("departement")).toEqual([6, 6, 8, 8, 12, 13, 10, 0]);
    expect(count("ville")).toEqual([0, 0, 0, 1, 1, 0, 1, 0]);
    expect(count("arrondissement")).toEqual([0, 0, 0, 0, 0, 0, 0, 5]);
  });

  it("knows the other spellings", () => {
    const spellings = regions
      .flatMap((region) => [region, ...region.places])
      .flatMap(({ variants }) => variants);
    expect(new Set(spellings)).toEqual(new Set(["Tillabéry", "In-Gall", "Matamèye", "Ayérou", "Takiéta"]));
  });
});

describe("the directory", () => {
  it("makes a member only of JMED and of demonstration structures", () => {
    const network = organisations.filter(({ relation }) => relation === "network");
    expect(network.map(({ slug }) => slug)).toEqual(["remiddh"]);
    const members = organisations.filter(({ relation }) => relation === "member");
    expect(members.filter(({ demonstration }) => !demonstration).map(({ slug }) => slug)).toEqual(["jmed"]);
    for (const { relation, memberStatus, frozen, demonstration } of organisations) {
      expect(memberStatus !== null).toBe(relation === "member");
      if (frozen || relation === "candidate") expect(demonstration).toBe(true);
    }
  });

  it("gives an acronym only where it says something else than the name", () => {
    const same = organisations.filter(({ name, acronym }) => acronym?.toLowerCase() === name.toLowerCase());
    expect(same.map(({ slug }) => slug)).toEqual([]);
  });

  it("says openly what is fictitious", () => {
    for (const { name, mission, sources, relation } of organisations.filter((one) => one.demonstration)) {
      expect(name).toMatch(/^Structure de démonstration – /);
      expect(mission).toMatch(/fictive/);
      expect(sources).toEqual([]);
      expect(["member", "candidate"]).toContain(relation);
    }
  });

  it("rests every real organisation on a source, and every sourced field on the right one", () => {
    for (const organisation of organisations.filter(({ demonstration }) => !demonstration)) {
      expect(organisation.sources.length).toBeGreaterThan(0);
      for (const { url, fields } of organisation.sources) {
        expect(url).toMatch(/^https?:\/\/\S+$/);
        expect(fields.length).toBeGreaterThan(0);
      }
      const supported = new Set(organisation.sources.flatMap(({ fields }) => fields));
      const asserted = [
        ...(organisation.uncertain.includes("name") ? [] : (["name"] as const)),
        ...(organisation.mission ? (["mission"] as const) : []),
        ...(organisation.website ? (["website"] as const) : []),
        ...(organisation.foundedYear ? (["founded"] as const) : []),
        ...(organisation.themes.length > 0 ? (["themes"] as const) : []),
      ];
      expect([organisation.slug, asserted.filter((field) => !supported.has(field))]).toEqual([
        organisation.slug,
        [],
      ]);
    }
  });
});

describe("facts and recommendations", () => {
  it("are dated and sourced", () => {
    for (const { date } of [...facts, ...recommendations]) expect(date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
    for (const { sourceUrl, citation } of facts) expect(sourceUrl ?? citation).toBeTruthy();
    for (const { sourceUrl, citation } of recommendations) {
      expect(sourceUrl).toMatch(/^https?:\/\/\S+$/);
      expect(citation).not.toBe("");
    }
  });

  it("name the recommending State and the answer in the review, and nowhere else", () => {
    for (const { body, recommendingState, response } of recommendations) {
      expect([recommendingState !== null, response !== null]).toEqual([body === "epu", body === "epu"]);
    }
  });
});

describe("people", () => {
  it("are fictitious, say so, and belong to an organisation unless they look on from outside", () => {
    for (const { name, email, memberships, standing } of people) {
      expect(name).toMatch(/ \(démo\)$/);
      expect(email).toMatch(/^[a-z.-]+@demo\.example$/);
      expect(memberships.length === 0).toBe(["guest", "auditor"].includes(standing));
    }
  });

  it("cover the roles one wants to try", () => {
    expect(people.filter(({ standing }) => standing === "secretariat")).toHaveLength(2);
    // Two, so that one sees that neither learns of the other.
    expect(people.filter(({ standing }) => standing === "guest")).toHaveLength(2);
    for (const standing of ["auditor", "moderator", "observer", "candidate", "frozen"]) {
      expect(people.filter((person) => person.standing === standing)).toHaveLength(1);
    }
    expect(people.filter(({ memberships }) => memberships.length === 2)).toHaveLength(1);
  });
});

describe("threads and documents", () => {
  it("run forward in time, by day, and end before the day of loading", () => {
    for (const { author, startedAt, posts } of threads) {
      expect([posts[0]?.author, posts[0]?.at]).toEqual([author, startedAt]);
      const times = posts.map(({ at }) => minutesAgo(at));
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
    for (const { createdAt, updatedAt } of documents) {
      expect(minutesAgo(createdAt)).toBeGreaterThan(minutesAgo(updatedAt));
    }
    const moments = [
      ...threads.flatMap(({ posts }) => posts.map(({ at }) => at)),
      ...documents.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]),
    ];
    for (const { daysAgo, hour } of moments) {
      expect(daysAgo).toBeGreaterThanOrEqual(1);
      expect(hour >= 7 && hour <= 19).toBe(true);
    }
  });

  it("have four to twelve posts, and quote words that were written before", () => {
    for (const { posts } of threads) {
      expect(posts.length).toBeGreaterThanOrEqual(4);
      expect(posts.length).toBeLessThanOrEqual(12);
      for (const [index, { quote }] of posts.entries()) {
        const quoted = quote && posts.slice(0, index).find(({ id }) => id === quote.post);
        if (quote) expect(plain(quoted?.body ?? [])).toContain(quote.text);
      }
    }
  });

  it("let the observer read only", () => {
    const observers = new Set(people.filter(({ role }) => role === "observer").map(({ key }) => key));
    const writers = threads.flatMap(({ posts }) => posts.map(({ author }) => author.person));
    expect(writers.filter((person) => observers.has(person))).toEqual([]);
  });

  it("warn at the head of a document that it is a demonstration", () => {
    for (const { blocks } of documents) expect(plain(blocks.slice(0, 1))).toMatch(/^Texte de démonstration/);
  });

  it("link only to the web", () => {
    const links = JSON.stringify({ threads, documents }).match(/"href":"[^"]*"/g) ?? [];
    expect(links.filter((found) => !/^"href":"https?:\/\/[^"\s]+"$/.test(found))).toEqual([]);
  });
});

describe("what is read", () => {
  it("carries no mark of the research", () => {
    const marks =
      /\[|incertain\]|\(seed\)|\bFait\s*:|développement du sigle non trouvé|libellé complet à vérifier/;
    expect(breaking([...french, ...english], marks)).toEqual([]);
  });

  it("is never empty and has no stray or double space", () => {
    expect(breaking(french, /^$|[ \u00a0\u202f]{2}|[\t\n]/)).toEqual([]);
    expect(breaking(english, /^$|^ | $| {2}|[\t\n]/)).toEqual([]);
  });

  it("has typographic apostrophes, quotation marks and ellipses", () => {
    expect(breaking([...french, ...english], /['"]|\.\.\./)).toEqual([]);
    expect(breaking(english, /[«»]/)).toEqual([]);
  });

  it("does not let : ; ! ? « or » come loose in French", () => {
    expect(breaking(french, /(^|[^\u00a0\u202f])[:;!?»]/)).toEqual([]);
    expect(breaking(french, /«(?![\u00a0\u202f])/)).toEqual([]);
  });

  it("keeps thousands together, and a day with its month", () => {
    const months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
    expect(breaking(french, /\d \d{3}\b/)).toEqual([]);
    expect(breaking(french, new RegExp(`(\\d|1er) (${months})\\b`))).toEqual([]);
    expect(breaking(french, /\bpar\. \d|\d [a-k]\)/)).toEqual([]);
  });

  it("accents its capitals", () => {
    expect(
      breaking(french, /\b(Etats?|Etudes?|Evalu|Elarg|Educat|Etrang|Elabor|Egal|Ecri|A (la|partir))\b/),
    ).toEqual([]);
  });
});
