import { Parser } from "saxen";

interface XmlHandlers {
  open(name: string, attributes: () => Record<string, string>): void;
  close?(name: string): void;
  text?(value: string): void;
}

/** Streams XML through handlers. Names have no prefix: some programs write `x:row` for `row`. */
export function walkXml(xml: string, { open, close, text }: XmlHandlers): void {
  const parser = new Parser();
  parser.on("openTag", (name, attributes) =>
    open(withoutPrefix(name), () => decodeValues(attributes() as Record<string, string>)),
  );
  if (close) parser.on("closeTag", (name) => close(withoutPrefix(name)));
  if (text) {
    parser.on("text", (value) => text(decodeEntities(value)));
    parser.on("cdata", (value) => text(value));
  }
  parser.parse(xml);
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(":") + 1);

const decodeValues = (attributes: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, decodeEntities(String(value))]),
  );

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Supports characters outside the basic plane (emoji), which the parser's own decoder breaks. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (entity, decimal, hex, name) => {
    if (name) return named[name] ?? entity;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}
