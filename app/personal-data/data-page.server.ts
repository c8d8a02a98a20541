import type { Locale } from "../i18n/locales";
import { labelField, labelTable, text } from "./labels.server";
import type { DataSection, ExportedRow } from "./sections.server";

interface About {
  portal: string;
  network: string | null;
  madeAt: string;
}

/** A person's own data as one HTML page that opens without the portal: a titled list for each kind of data. */
export async function* dataPage(
  sections: AsyncIterable<DataSection>,
  about: About,
  locale: Locale,
): AsyncGenerator<string> {
  const title = text(locale, "file.title");
  const lead = text(locale, "file.lead", {
    portal: about.portal,
    date: instant(new Date(about.madeAt), locale),
  });
  yield `<!doctype html>
<html lang="${asHtml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${asHtml([title, about.network].filter(Boolean).join(" · "))}</h1>
<p>${asHtml(lead)}</p>
`;
  for await (const section of sections) yield* sectionHtml(section, locale);
  yield "</body>\n</html>\n";
}

const style =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c1b18;background:#fffdf8}" +
  "h1,h2{font-family:Georgia,serif;line-height:1.2}h2{margin-top:2.5rem;border-top:1px solid #ccc4b4;padding-top:1rem}" +
  "dl{margin:0 0 1rem;padding:.75rem 1rem;background:#f4ede1;border-radius:.4rem}dt{font-size:.85rem;color:#5c564a}" +
  "dd{margin:0 0 .4rem;white-space:pre-wrap;overflow-wrap:anywhere}";

async function* sectionHtml({ table, count, pages }: DataSection, locale: Locale): AsyncGenerator<string> {
  yield `<h2>${asHtml(labelTable(locale, table))} (${count})</h2>\n`;
  let shown = 0;
  for await (const rows of pages) {
    shown += rows.length;
    for (const row of rows) yield `${rowHtml(row, locale)}\n`;
  }
  if (shown === 0) yield `<p>${asHtml(text(locale, "file.notShown"))}</p>\n`;
}

function rowHtml(row: ExportedRow, locale: Locale): string {
  const lines = Object.entries(row)
    .filter(([, value]) => value !== null && value !== "")
    .map(([field, value]) => {
      return `<dt>${asHtml(labelField(locale, field))}</dt><dd>${asHtml(words(value, locale))}</dd>`;
    });
  return `<dl>${lines.join("")}</dl>`;
}

function words(value: unknown, locale: Locale): string {
  if (value instanceof Date) return instant(value, locale);
  if (typeof value === "boolean") return text(locale, value ? "file.yes" : "file.no");
  if (Array.isArray(value)) return value.map((each) => words(each, locale)).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([field, each]) =>
      text(locale, "file.pair", { field: labelField(locale, field), value: words(each, locale) }),
    )
    .join("\n");
}

const instant = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Africa/Niamey",
  }).format(at);

const asHtml = (words: string) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
