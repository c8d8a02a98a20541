import type { OfficeParts } from "./office";
import { plainText } from "./office-ooxml";

const dropped = /^(Thumbnails\/.*|Configurations2\/.*|layout-cache)$/;

const meta =
  '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>';

/** Removes the metadata of a LibreOffice file from its parts, in place. */
export function cleanOpenDocument(parts: OfficeParts): void {
  const gone = [...parts.keys()].filter((name) => dropped.test(name));
  for (const name of gone) parts.delete(name);
  for (const [name, content] of parts) {
    const xml = () => content.toString("utf8");
    if (/(^|\/)meta\.xml$/.test(name)) parts.set(name, Buffer.from(meta));
    else if (name === "META-INF/manifest.xml") parts.set(name, Buffer.from(withoutEntries(xml(), gone)));
    else if (/(^|\/)(content|styles)\.xml$/.test(name)) parts.set(name, Buffer.from(withoutPeople(xml())));
    else if (/(^|\/)settings\.xml$/.test(name)) parts.set(name, Buffer.from(withoutMachine(xml())));
  }
}

function withoutEntries(xml: string, gone: readonly string[]): string {
  return xml.replace(/<manifest:file-entry\b[^>]*\/>/g, (element) => {
    const name = /manifest:full-path="([^"]*)"/.exec(element)?.[1] ?? "";
    return gone.includes(name) || dropped.test(name) ? "" : element;
  });
}

/** Comments, and the authors of tracked changes. */
const withoutPeople = (xml: string): string =>
  xml
    .replace(/<office:annotation\b[^>]*>[\s\S]*?<\/office:annotation>/g, "")
    .replace(/<office:annotation-end\b[^>]*\/>/g, "")
    .replace(/<(dc:creator|dc:date|meta:initial-creator|meta:creator-initials)>[^<]*<\/\1>/g, "<$1></$1>");

/** The author's printer. */
const withoutMachine = (xml: string): string =>
  xml.replace(/(<config:config-item\b[^>]*config:name="Printer(?:Name|Setup)"[^>]*>)[^<]*/g, "$1");

/** The words of the document, for search. */
export const openDocumentText = (parts: OfficeParts): string =>
  plainText(parts.get("content.xml")?.toString("utf8") ?? "");
