/** A feed in Atom (RFC 4287). */
export interface AtomFeed {
  id: string;
  title: string;
  /** Its own address; null when that is a secret. */
  self: string | null;
  /** The page that shows the same. */
  link: string;
  locale: string;
  updated: Date;
  entries: AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  summary: string | null;
  link: string;
  updated: Date;
}

export const atomType = "application/atom+xml; charset=utf-8";

/** Characters that XML 1.0 does not have are dropped. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** Writes a feed. */
export function writeAtom({ id, title, self, link, locale, updated, entries }: AtomFeed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(locale)}">
<id>${escaped(id)}</id>
<title>${escaped(title)}</title>
<updated>${updated.toISOString()}</updated>
<author><name>${escaped(title)}</name></author>
<link rel="alternate" href="${escaped(link)}"/>
${self ? `<link rel="self" href="${escaped(self)}"/>\n` : ""}${entries.map(entryOf).join("")}</feed>
`;
}

const entryOf = ({ id, title, summary, link, updated }: AtomEntry): string => `<entry>
<id>${escaped(id)}</id>
<title>${escaped(title)}</title>
<updated>${updated.toISOString()}</updated>
<link rel="alternate" href="${escaped(link)}"/>
${summary ? `<summary>${escaped(summary)}</summary>\n` : ""}</entry>
`;
