import { plainAddress } from "../http/fields";
import { cutText } from "../tables/cell-text";
import { addressesIn } from "../tables/cells";
import { findHeader, linesBelow, type TableLines } from "../tables/header";
import { titleKey, wordKey } from "../tables/keys";
import type { TableFile } from "../tables/table";
import { maxLines } from "./bulk";
import { type Recipient, readRecipient } from "./recipients";

/** One person of a list, unparsed. */
export interface WrittenLine {
  /** The spreadsheet's row number. */
  line: number;
  email: string;
  name: string;
  organisation: string;
  /** Normalised by `wordKey`; empty without a role. */
  role: string;
}

export interface WrittenList {
  lines: WrittenLine[];
  /** Number of lines left out above the maximum. */
  beyond: number;
}

const titles = {
  email: ["email", "e-mail", "mail", "courriel", "adresse électronique", "adresse e-mail", "adresse mail"],
  firstName: ["prénom", "first name", "given name"],
  name: [
    "nom",
    "name",
    "nom complet",
    "nom et prénom",
    "prénom et nom",
    "personne",
    "last name",
    "nom de famille",
  ],
  organisation: ["structure", "organisation", "organization", "sigle", "association", "ONG"],
  role: ["rôle", "role"],
  function: ["fonction", "function", "titre", "poste"],
} as const;
type Part = keyof typeof titles;

const partOfTitle = new Map(
  (Object.keys(titles) as Part[]).flatMap((part) =>
    titles[part].map((title): [string, Part] => [titleKey(title), part]),
  ),
);

/** All known column titles, to find the header and the sheet. */
export const listTitles: readonly string[] = [...partOfTitle.keys()];

/** Words within longer titles; the first match counts. "E-mail 1 - Value" is Google's. */
const hints: [RegExp, Part][] = [
  [/mail|courriel|messagerie|adresse electronique/, "email"],
  [/\bprenom|first name|given name/, "firstName"],
  [/\b(structure|organisation|organization|association|ong|sigle|acronyme)\b/, "organisation"],
  [/\b(nom|name|personne)\b/, "name"],
  [/\brole\b/, "role"],
];

/** Values of "Fonction" that are roles in an organisation; any other value is a job title. */
const roleWords = new Set(["", "membre", "member", "point focal", "focal", "focal point"]);

/**
 * The people of a list, with or without column titles (default order: address, name, organisation, role). If no title names
 * the address column, the column that contains addresses is used.
 * @returns null when it contains no address.
 */
export function peopleOf({ content }: Pick<TableFile, "content">): WrittenList | null {
  const firstAddress = content.rows.findIndex(({ cells }) => cells.some((cell) => cell.includes("@")));
  if (firstAddress < 0) return null;
  const found = findHeader(content.rows, new Set(listTitles));
  // A header is only searched above the first address.
  const table = linesBelow(content, found.index < firstAddress ? found.index : -1);
  const places = placesOf(table);
  const lines = table.lines.flatMap(({ number, cells }) => peopleIn(number, cells, places));
  return { lines: lines.slice(0, maxLines), beyond: Math.max(0, lines.length - maxLines) };
}

/** The same for pasted recipients, one line each. */
export function peopleOfRecipients(recipients: readonly Recipient[]): WrittenList {
  const lines = recipients.map(({ email, name }, index) => ({
    line: index + 1,
    email: plainAddress(email),
    name,
    organisation: "",
    role: "",
  }));
  return { lines: lines.slice(0, maxLines), beyond: Math.max(0, lines.length - maxLines) };
}

type Places = Partial<Record<Part, number>>;

function placesOf({ header, lines }: TableLines): Places {
  const places: Places = {};
  const set = (place: number, part: Part | undefined) => {
    if (part && places[part] === undefined) places[part] = place;
  };
  const known = header.map((title) => partOfTitle.get(titleKey(title)));
  for (const [place, part] of known.entries()) set(place, part);
  for (const [place, title] of header.entries()) {
    if (known[place] === undefined) set(place, hints.find(([words]) => words.test(titleKey(title)))?.[1]);
  }
  const withAddresses = header.map(
    (_, place) => lines.filter(({ cells }) => cells[place]?.includes("@")).length,
  );
  const most = Math.max(0, ...withAddresses);
  if (places.email === undefined || (withAddresses[places.email] === 0 && most > 0)) {
    const place = withAddresses.indexOf(most);
    for (const part of Object.keys(places) as Part[]) if (places[part] === place) delete places[part];
    places.email = place;
  }
  if (header.some(Boolean)) return places;
  const others = header.map((_, place) => place).filter((place) => place !== places.email);
  for (const [index, part] of (["name", "organisation", "role"] as const).entries()) {
    const place = others[index];
    if (place !== undefined) places[part] = place;
  }
  return places;
}

/** Maximum length of a name; longer text is cut. */
const maxWordsLength = 254;

function peopleIn(line: number, cells: readonly string[], places: Places): WrittenLine[] {
  const cell = (part: Part) =>
    cutText((cells[places[part] ?? -1] ?? "").replace(/\s+/g, " "), maxWordsLength).trim();
  const names = [cell("firstName"), cell("name")].filter(Boolean);
  const said = wordKey(cell("role"));
  const title = wordKey(cell("function"));
  const person = {
    line,
    name: [...new Set(names)].join(" "),
    organisation: cell("organisation"),
    role: said || (roleWords.has(title) ? title : ""),
  };
  const written = cell("email");
  const addresses = addressesIn(written);
  if (addresses.length > 1) {
    return addresses.map((address) => ({ ...person, email: plainAddress(address) }));
  }
  const recipient = readRecipient(written);
  return [
    {
      ...person,
      email: plainAddress(recipient?.email ?? written),
      name: person.name || (recipient?.name ?? ""),
    },
  ];
}
