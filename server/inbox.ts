import { ImapFlow } from "imapflow";
import type { Logger } from "pino";
import type { Inbox, IncomingMail } from "../app/services/services.server";
import { isLoopback } from "./config";
import { GuardedWorker, type Limits } from "./document-workers";

/** A mail of a megabyte takes some tens of milliseconds. */
const limits: Limits = { timeMs: 10_000, heapMb: 256 };

/** Only the beginning of a mail is read: its words precede its attachments. */
const maxReadBytes = 1024 * 1024;
/** A larger mail is not read at all, except for its headers. */
const maxMailBytes = 25 * 1024 * 1024;
const headerBytes = 64 * 1024;
/** Mails of one run; the others wait for the next. */
const maxMails = 100;

/** Timeouts of the server, in milliseconds; the job tries again. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * The mailbox of the incoming address, by IMAP. Connections to other machines require TLS.
 * @param file the built `mail.worker`.
 */
export function imapInbox(url: string, file: URL, logger: Logger): Inbox & { stop(): Promise<void> } {
  const parser = new GuardedWorker<{ source: Uint8Array }>(file, limits, logger);
  return {
    async read(handle) {
      const client = connection(url);
      // Without a handler, the error of a lost connection would end the process; the waiting command fails with it too.
      client.on("error", () => undefined);
      try {
        await client.connect();
        await readAll(client, mailboxOf(url), handle, { parser, logger });
        await client.logout();
      } catch (error) {
        client.close();
        logger.warn({ err: error }, "the mailbox of replies could not be read; the next run tries again");
      }
    },
    stop: () => parser.stop(),
  };
}

const mailboxOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1)) || "INBOX";

function connection(url: string): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "imaps:";
  return new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(!secure && !isLoopback(hostname) && { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    ...patience,
  });
}

interface Tools {
  parser: GuardedWorker<{ source: Uint8Array }>;
  logger: Logger;
}

async function readAll(
  client: ImapFlow,
  mailbox: string,
  handle: (mail: IncomingMail) => Promise<void>,
  tools: Tools,
): Promise<void> {
  await client.mailboxOpen(mailbox);
  const found = (await client.search({ all: true }, { uid: true })) || [];
  for (const uid of found.slice(0, maxMails)) {
    try {
      const mail = await fetchMail(client, uid, tools);
      if (mail) await handle(mail);
      await client.messageDelete(String(uid), { uid: true });
    } catch (error) {
      if (!client.usable) throw error;
      tools.logger.error({ err: error }, "a received mail could not be handled; the next run tries again");
    }
  }
}

/** Fetches and parses one mail; null for one that is gone, or of which not even the headers can be read. */
async function fetchMail(
  client: ImapFlow,
  uid: number,
  { parser, logger }: Tools,
): Promise<IncomingMail | null> {
  const sized = await client.fetchOne(String(uid), { size: true }, { uid: true });
  if (!sized) return null;
  const tooLarge = (sized.size ?? 0) > maxMailBytes;
  const maxLength = tooLarge ? headerBytes : maxReadBytes;
  const fetched = await client.fetchOne(String(uid), { source: { start: 0, maxLength } }, { uid: true });
  const source = fetched ? fetched.source : undefined;
  if (!source?.length) return null;
  try {
    const mail = await parser.ask<IncomingMail>({ source });
    return tooLarge ? { ...mail, unreadable: "too-large" } : mail;
  } catch (error) {
    logger.warn({ err: error }, "a received mail could not be parsed");
    return await parseHeaders(source, parser);
  }
}

/** The headers alone, so that the sender of a mail that cannot be parsed gets an answer. */
async function parseHeaders(source: Buffer, parser: Tools["parser"]): Promise<IncomingMail | null> {
  const end = source.indexOf("\r\n\r\n");
  if (end < 0 || end > headerBytes) return null;
  const headers = source
    .subarray(0, end)
    .toString("latin1")
    .replace(/^content-[\s\S]*?(?=\r\n\S|$)/gim, "X-Left-Out:");
  const mail = await parser
    .ask<IncomingMail>({ source: Buffer.from(`${headers}\r\n\r\n`, "latin1") })
    .catch(() => null);
  return mail && { ...mail, unreadable: "malformed" };
}
