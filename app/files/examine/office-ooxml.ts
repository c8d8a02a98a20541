import type { OfficeParts } from "./office";

/** Parts that hold nothing but metadata, comments or the names of people. */
const dropped =
  /^(docProps\/(custom\.xml|thumbnail\.\w+)|customXml\/.*|(word|xl|ppt)\/(comments\w*\.xml|people\.xml|comments\/.*|threadedComments\/.*|persons\/.*|commentAuthors\.xml|authors\.xml|revisions\/.*|printerSettings\/.*))$/i;

const core =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>';
const app =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>';

/** Removes the metadata of a Word, Excel or PowerPoint file from its parts, in place. */
export function cleanOoxmlParts(parts: OfficeParts): void {
  const gone = new Set([...parts.keys()].filter((name) => dropped.test(name)));
  for (const name of noteDrawings(parts)) gone.add(name);
  for (const name of gone) parts.delete(name);
  for (const name of [...parts.keys()].filter((each) => each.endsWith(".rels")))
    dropRelations(parts, name, gone);
  for (const [name, content] of parts) {
    if (/^docProps\/core\.xml$/i.test(name)) parts.set(name, Buffer.from(core));
    else if (/^docProps\/app\.xml$/i.test(name)) parts.set(name, Buffer.from(app));
    else if (name === "[Content_Types].xml")
      parts.set(
        name,
        edit(content, (xml) => withoutTypes(xml, gone)),
      );
    else if (/\.(xml|vml)$/i.test(name)) parts.set(name, edit(content, withoutPeople));
  }
}

/** Excel's drawings that only show comments: without the comments they would be empty boxes. */
function noteDrawings(parts: OfficeParts): string[] {
  return [...parts]
    .filter(([name]) => /^xl\/drawings\/vmlDrawing\d+\.vml$/i.test(name))
    .filter(([, content]) => {
      const kinds = [...content.toString("utf8").matchAll(/ObjectType="(\w+)"/g)].map(([, kind]) => kind);
      return kinds.length > 0 && kinds.every((kind) => kind === "Note");
    })
    .map(([name]) => name);
}

function edit(content: Buffer, change: (xml: string) => string): Buffer {
  const wide = content[0] === 0xff && content[1] === 0xfe;
  const xml = new TextDecoder(wide ? "utf-16le" : "utf-8").decode(content);
  return Buffer.from(change(wide ? xml.replace(/encoding="[^"]*"/i, 'encoding="UTF-8"') : xml));
}

const withoutTypes = (xml: string, gone: ReadonlySet<string>): string =>
  xml.replace(/<Override\b[^>]*\bPartName="\/([^"]*)"[^>]*\/>/g, (element, name: string) =>
    gone.has(name) ? "" : element,
  );

/** Removes the relations to removed parts, and the path of the template that a document was made from. */
function dropRelations(parts: OfficeParts, rels: string, gone: ReadonlySet<string>): void {
  const [, folder = "", file = ""] = /^(.*?)_rels\/(.*)\.rels$/.exec(rels) ?? [];
  const removed = new Set<string>();
  const content = parts.get(rels);
  if (!content) return;
  const kept = edit(content, (xml) =>
    xml.replace(/<Relationship\b[^>]*?\/>/g, (element) => {
      const target = attribute(element, "Target");
      const isGone =
        gone.has(resolve(folder, target)) || /attachedTemplate$/.test(attribute(element, "Type"));
      if (isGone) removed.add(attribute(element, "Id"));
      return isGone ? "" : element;
    }),
  );
  parts.set(rels, kept);
  const source = parts.get(folder + file);
  if (!source || removed.size === 0) return;
  const referring = /<(?:legacyDrawing|w:attachedTemplate)\b[^>]*\br:id="([^"]*)"[^>]*\/>/g;
  parts.set(
    folder + file,
    edit(source, (xml) => xml.replace(referring, (element, id: string) => (removed.has(id) ? "" : element))),
  );
}

const attribute = (element: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? "";

/** The name of a part from a relation's target, which may be relative (`../comments1.xml`). */
function resolve(folder: string, target: string): string {
  const path = target.startsWith("/") ? target : `/${folder}${target}`;
  return decodeURI(new URL(path, "http://part").pathname).slice(1);
}

/** Authors and dates of tracked changes, comment marks, session numbers, and paths of the author's machine. */
const withoutPeople = (xml: string): string =>
  xml
    .replace(/ (w:author|w:initials|w15:author|w16du:dateUtc|userName|userId)="[^"]*"/g, (_, name: string) =>
      name === "w:author" ? ' w:author="-"' : "",
    )
    .replace(
      /(<w:(?:ins|del|moveFrom|moveTo|[rp]PrChange|sectPrChange|tblPrChange|cellIns|cellDel)\b[^>]*) w:date="[^"]*"/g,
      "$1",
    )
    .replace(/<w:(commentRangeStart|commentRangeEnd|commentReference|annotationRef)\b[^>]*\/>/g, "")
    .replace(/ w:rsid\w*="[^"]*"/g, "")
    .replace(/<w:rsids>[\s\S]*?<\/w:rsids>/g, "")
    .replace(/<w:docVars>[\s\S]*?<\/w:docVars>/g, "")
    .replace(
      /<mc:AlternateContent\b[^>]*>\s*<mc:Choice\b[^>]*>\s*<x15ac:absPath\b[^>]*\/>\s*<\/mc:Choice>\s*<\/mc:AlternateContent>/g,
      "",
    )
    .replace(/<x15ac:absPath\b[^>]*\/>/g, "")
    .replace(/<fileSharing\b[^>]*\/>/g, "");

const textParts = /^(word\/document\.xml|xl\/sharedStrings\.xml|ppt\/slides\/slide\d+\.xml)$/;

/** The words of the document, for search. */
export const ooxmlText = (parts: OfficeParts): string =>
  [...parts]
    .filter(([name]) => textParts.test(name))
    .map(([, content]) => plainText(content.toString("utf8")))
    .join("\n");

/** The text of an XML part: a line for each paragraph. */
export const plainText = (xml: string): string =>
  xml
    .replace(/<\/(w:p|a:p|si|text:p|text:h)>/g, "\n")
    .replace(/<(w:tab|w:br|text:tab|text:s)\b[^>]*\/>/g, " ")
    .replace(/<[^<>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\n{2,}/g, "\n")
    .trim();
