import { addressesIn } from "../tables/cells";

/** Somebody as the field of a mail's recipients names them. */
export interface Recipient {
  email: string;
  name: string;
}

/** One recipient, and what stands between two of them. Names in quotes may hold separators. */
const parts =
  /\s*(?:"((?:[^"\\]|\\.){0,200})"|([^"<>;,\n\r]{0,200}))\s*<([^<>\s]{3,254})>\s*[;,]?|[^;,\n\r]+|[;,\n\r]+/g;

/** More recipients than this are not read. */
const maxRecipients = 2_000;

/**
 * Reads recipients as mail programs copy them: `Amina Issoufou <amina@…>, b@…`, with commas, semicolons or line
 * breaks between them.
 * @returns null when anything else than recipients stands there: it is a table then.
 */
export function readRecipients(text: string): Recipient[] | null {
  const found: Recipient[] = [];
  for (const [part, quoted, plain, address] of text.matchAll(parts)) {
    if (found.length > maxRecipients) return null;
    if (!part.trim() || /^[;,\s]+$/.test(part)) continue;
    const [email, another] = addressesIn(address ?? part);
    if (!email || another) return null;
    if (!address && part.trim().replace(/^mailto:/i, "") !== email) return null;
    found.push({ email, name: (quoted ?? plain ?? "").trim() });
  }
  return found.length > 0 ? found : null;
}

/** The name and the address of a cell that holds both: `Amina Issoufou <amina@…>`, `amina@… (Amina)`. */
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
