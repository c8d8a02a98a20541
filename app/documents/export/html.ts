import type { DocumentNode } from "../document-nodes";
import { readingView } from "../reading.server";
import type { ExportFrame } from "./export";

/** A content as a page of its own, that prints as a letter does. */
export function htmlOf(content: DocumentNode, { title, network, note, locale }: ExportFrame): string {
  const { html } = readingView(content);
  return `<!doctype html>
<html lang="${escapeText(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>${style}</style>
</head>
<body>
<header><p>${escapeText(network)}</p><p>${escapeText(note)}</p></header>
<main>
<h1>${escapeText(title)}</h1>
${html}
</main>
</body>
</html>
`;
}

const style = `
@page { size: A4; margin: 22mm 20mm; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #211d18; font: 1.05rem/1.55 Charter, Cambria, Georgia, serif; }
header { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid #8d8272; font: .85rem/1.4 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2, h3, h4 { line-height: 1.25; break-after: avoid; }
blockquote { margin-inline: 1rem; padding-inline-start: 1rem; border-inline-start: 3px solid #dcab7e; }
table { border-collapse: collapse; } td, th { border: 1px solid #8d8272; padding: .3rem .5rem; text-align: start; }
p, li { orphans: 3; widows: 3; }
@media print { body { margin: 0; padding: 0; max-width: none; } }`;

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
