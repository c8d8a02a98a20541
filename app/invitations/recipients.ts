import { addressesIn } from "../tables/cells";

/** A recipient of a mail's address field. */
export interface Recipient {
  email: string;
  name: string;
}

/** One recipient, and the separators between two, in a text without runs of blanks. Quoted names may contain separators. */
const parts =
  /\s?(?:"((?:[^"\\]|\\.){0,200})"|([^"<>;,\n\r]{0,200}))\s?<([^<>\s]{3,254})>\s?[;,]?|[^;,\n\r]+|[;,\n\r]+/g;

/** One blank for each run: two unbounded `\s*` beside each other would make `parts` quadratic. */
const withSingleBlanks = (text: string): string =>
  text.replace(/\s+/g, (run) => (/[\n\r]/.test(run) ? "\n" : " "));

/** Maximum number of recipients. */
const maxRecipients = 2_000;

/**
 * Parses recipients as mail programs copy them: `Amina Issoufou <amina@…>, b@…`, separated by commas, semicolons or line
 * breaks.
 * @returns null when the text contains anything else, such as a table.
 */
export function readRecipients(text: string): Recipient[] | null {
  const found: Recipient[] = [];
  for (const [part, quoted, plain, address] of withSingleBlanks(text).matchAll(parts)) {
    if (found.length > maxRecipients) return null;
    if (!part.trim() || /^[;,\s]+$/.test(part)) continue;
    const [email, another] = addressesIn(address ?? part);
    if (!email || another) return null;
    if (!address && part.trim().replace(/^mailto:/i, "") !== email) return null;
    found.push({ email, name: (quoted ?? plain ?? "").trim() });
  }
  return found.length > 0 ? found : null;
}

/** The name and the address of a cell with both: `Amina Issoufou <amina@…>`, `amina@… (Amina)`. */
export function readRecipient(cell: string): Recipient | null {
  const [email, another] = addressesIn(cell);
  if (!email || another) return null;
  const name = cell
    .replace(email, " ")
    .replace(/mailto:|[<>"()[\];,]/gi, " ")
    .replace(/\s+/g, " ")
    .trim();
  return { email, name };
}
