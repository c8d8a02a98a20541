import type { Block, Inline, Item } from "../../writing/body";
import { isList } from "../../writing/body";

/** A part of a mail, from which its plain text and its HTML are written, so that both say the same. */
export type MailPart =
  | { text: string }
  | { heading: string; detail?: string }
  | { lines: string[] }
  | { quote: string; by: string }
  | { link: string; to: string }
  | { footer: { text: string; to?: string }[] };

/** The words of a post as plain text. */
export function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join("\n\n").trim();
}

function wordsOfBlock(block: Block): string {
  if ("paragraph" in block) return inlineWords(block.paragraph);
  if ("quote" in block) return wordsOf(block.quote).replace(/^/gm, "> ");
  const items = "bullets" in block ? block.bullets : block.numbers;
  return items.map((item) => `- ${itemWords(item)}`).join("\n");
}

const itemWords = (item: Item): string =>
  item
    .map((part) =>
      isList(part as Block) ? `\n${wordsOfBlock(part as Block)}` : inlineWords([part as Inline]),
    )
    .join("");

function inlineWords(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      if ("href" in part) return part.text === part.href ? part.href : `${part.text} (${part.href})`;
      return inlineWords("bold" in part ? part.bold : part.italic);
    })
    .join("");
}

/** The first characters of a text, cut between words. */
export function excerptOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), length / 2)).trimEnd()} …`;
}

/** The complete mail as plain text. */
export const writeText = (parts: readonly MailPart[]): string => `${parts.map(textOfPart).join("\n\n")}\n`;

function textOfPart(part: MailPart): string {
  if ("text" in part) return part.text;
  if ("heading" in part) return [part.heading, part.detail].filter(Boolean).join("\n");
  if ("lines" in part) return part.lines.map((line) => `- ${line}`).join("\n");
  if ("quote" in part) return `${part.by}\n${part.quote.replace(/^/gm, "    ")}`;
  if ("link" in part) return `${part.link}\n${part.to}`;
  return ["-- ", ...part.footer.map(({ text, to }) => (to ? `${text}\n${to}` : text))].join("\n");
}

/** The same as HTML, without images, scripts and outer styles. */
export function writeHtml(locale: string, title: string, parts: readonly MailPart[]): string {
  const body = parts.map(htmlOfPart).join("\n");
  return `<!doctype html>
<html lang="${escapeHtml(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:16px;background:#f4f2ee;color:#1f2328;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:20px;background:#fff;border-radius:8px;overflow-wrap:anywhere">
${body}
</div></body></html>
`;
}

function htmlOfPart(part: MailPart): string {
  if ("text" in part) return `<p style="margin:0 0 16px">${withBreaks(part.text)}</p>`;
  if ("heading" in part) {
    const detail = part.detail ? `<br><span style="font-weight:400">${escapeHtml(part.detail)}</span>` : "";
    return `<h2 style="margin:24px 0 8px;font-size:17px">${escapeHtml(part.heading)}${detail}</h2>`;
  }
  if ("lines" in part) {
    const items = part.lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("");
    return `<ul style="margin:0 0 16px;padding-left:20px">${items}</ul>`;
  }
  if ("quote" in part)
    return `<p style="margin:0 0 4px"><b>${escapeHtml(part.by)}</b></p>
<blockquote style="margin:0 0 12px;padding-left:12px;border-left:3px solid #c9c2b4">${withBreaks(part.quote)}</blockquote>`;
  if ("link" in part)
    return `<p style="margin:0 0 16px"><a style="color:#34508c" href="${escapeHtml(part.to)}">${escapeHtml(part.link)}</a></p>`;
  const lines = part.footer.map(({ text, to }) =>
    to ? `<a style="color:#575c66" href="${escapeHtml(to)}">${escapeHtml(text)}</a>` : escapeHtml(text),
  );
  return `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #e3dfd6;color:#575c66;font-size:14px">${lines.join("<br>")}</p>`;
}

const withBreaks = (text: string): string => escapeHtml(text).replaceAll("\n", "<br>");

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Maximum size of a mail, in bytes as it travels. */
export const maxMailBytes = 20_000;
/** What headers take at most, with a signature. */
const headerBytes = 3_000;

/** Whether both forms together stay below the maximum, whichever transfer encoding is chosen. */
export function isSmallEnough(text: string, html: string): boolean {
  const bytes = Buffer.byteLength(text) + Buffer.byteLength(html);
  const quoted = bytes + 2 * ((text + html).match(/[^\x20-\x3c\x3e-\x7e\n]|=/gu)?.length ?? 0) * 2;
  return headerBytes + Math.max(quoted, 1.37 * bytes) * 1.03 <= maxMailBytes;
}
