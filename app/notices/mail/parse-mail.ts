import { createHash } from "node:crypto";
import EmailReplyParser from "email-reply-parser";
import { type AddressObject, type Headers, type ParsedMail, simpleParser } from "mailparser";
import type { IncomingMail } from "../../services/services.server";

/** HTML beyond this length is not read: it is a newsletter, not an answer. */
const maxHtmlLength = 300_000;

/** Bounds of one mail; images are neither decoded into it nor hashed. */
const bounds = {
  maxHtmlLengthToParse: maxHtmlLength,
  maxHeadSize: 128 * 1024,
  maxChildNodes: 100,
  skipTextToHtml: true,
  skipImageLinks: true,
  keepCidLinks: true,
  checksumAlgo: false,
  ignoreEmbedded: true,
} as const;

/**
 * Reads a mail, or its beginning: whom it is from, and what its author wrote in it. Runs in a worker with limits of time
 * and memory, since parsers and expressions for quotations meet whatever strangers send.
 */
export async function parseMail(source: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(source, bounds);
  const from = addressesOf(mail.from);
  return {
    id: mail.messageId ?? `<${createHash("sha256").update(source).digest("hex")}>`,
    from: from.length === 1 ? (from[0] ?? "") : "",
    to: recipientsOf(mail),
    subject: mail.subject ?? "",
    words: withoutQuotations(mail.text ?? (await textOfHtml(mail.html || ""))),
    attachments: mail.attachments.length,
    automatic: isAutomatic(mail.headers),
  };
}

/** A part of HTML beside attachments is not turned into text by mailparser, except as a mail of its own. */
async function textOfHtml(html: string): Promise<string> {
  const mail = await simpleParser(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`, bounds);
  return mail.text ?? "";
}

/** What its author wrote. The parser keeps a mail that is nothing but a quotation. */
function withoutQuotations(text: string): string {
  const words = new EmailReplyParser().parseReply(text).trim();
  return words.split("\n").every((line) => /^\s*(>|$)/.test(line)) ? "" : words;
}

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap(({ address }) => (address ? [address.toLowerCase()] : []));

/** The headers in which servers note the address of a delivery. */
const deliveryHeaders = ["delivered-to", "x-original-to", "envelope-to"];

function recipientsOf({ to, cc, headers }: ParsedMail): string[] {
  const delivered = deliveryHeaders.flatMap((name) => [headers.get(name) ?? []].flat().map(addressIn));
  return [...new Set([...addressesOf(to), ...addressesOf(cc), ...delivered])].slice(0, 50);
}

const addressIn = (value: unknown): string => (typeof value === "string" ? value : "").trim().toLowerCase();

/** Headers that only programs set (RFC 3834 and its forerunners). */
const automaticHeaders = ["x-autoreply", "x-autorespond", "x-auto-reply-from", "list", "x-loop"];

/** Sent by a program: answering it could begin a loop. */
function isAutomatic(headers: Headers): boolean {
  const value = (name: string) => String(headers.get(name) ?? "").toLowerCase();
  const submitted = value("auto-submitted");
  if (submitted !== "" && submitted !== "no") return true;
  if (/bulk|junk|list|auto_reply/.test(value("precedence"))) return true;
  if (automaticHeaders.some((name) => headers.has(name))) return true;
  const type = headers.get("content-type");
  const kind = type && typeof type === "object" && "value" in type ? String(type.value) : "";
  return kind === "multipart/report" || emptyReturnPath(headers);
}

/** Delivery reports have no return path, which mailparser gives as an address without one. */
function emptyReturnPath(headers: Headers): boolean {
  const path = headers.get("return-path");
  if (path === undefined) return false;
  return typeof path === "string"
    ? /^<?>?$/.test(path.trim())
    : addressesOf(path as AddressObject).length === 0;
}
