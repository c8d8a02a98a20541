import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { z } from "zod";
import type { Mailer, MailMessage, SentMail } from "../app/services/services.server";
import { isLoopback } from "./config";

/** Timeouts of the mail server; the job retries later. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Maximum number of connections kept open to the mail server: many servers refuse more from one sender. */
const maxMailsAtOnce = 3;

/** The key by which mails are signed, so that other mail servers know them to be the domain's. */
export interface DkimKey {
  domain: string;
  selector: string;
  privateKey: string;
}

/** The signed headers: nodemailer's own list leaves out the last two, without which one-click unsubscribing is not trusted. */
const signedHeaders =
  "From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:In-Reply-To:References:" +
  "List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted";

/**
 * Sends mail by SMTP. Connections to other machines require TLS, unless the operator disables it in the URL
 * (`?requireTLS=false`).
 */
export function smtpMailer(smtpUrl: string, from: string, key?: DkimKey): Mailer {
  const requireTLS = !isLoopback(new URL(smtpUrl).hostname);
  const pool = { pool: true, maxConnections: maxMailsAtOnce };
  const dkim = key && {
    domainName: key.domain,
    keySelector: key.selector,
    privateKey: key.privateKey,
    headerFieldNames: signedHeaders,
  };
  const safe = { disableFileAccess: true, disableUrlAccess: true };
  const transport = nodemailer.createTransport(
    { url: smtpUrl, requireTLS, ...(dkim && { dkim }), ...pool, ...patience },
    { from, ...safe },
  );
  return {
    async send(message) {
      await transport.sendMail(mailOptions(message));
    },
    close: () => transport.close(),
  };
}

function mailOptions({ inReplyTo, ...message }: MailMessage) {
  return { ...message, ...(inReplyTo && { inReplyTo, references: inReplyTo }) };
}

/** Stores mail in a local folder, one file per message, for the demonstration and where no SMTP server is configured. */
export function localMailer(folder: string): Mailer {
  return {
    async send(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const mail: SentMail = { ...message, id: randomUUID(), sentAt: new Date() };
      const file = join(folder, `${mail.sentAt.toISOString().replaceAll(":", "-")}-${mail.id}.json`);
      await writeFile(`${file}.new`, JSON.stringify(mail), { mode: 0o600 });
      await rename(`${file}.new`, file); // readers of the folder see only complete messages
    },
    async localOutbox() {
      const names = (await readdir(folder).catch(ifMissing)).filter((name) => name.endsWith(".json"));
      const newest = names.sort().reverse().slice(0, 100);
      const mails = await Promise.all(
        newest.map(async (name) => readMail(await readOrEmpty(join(folder, name)))),
      );
      return mails.filter((mail) => mail !== null);
    },
    async forget(address) {
      // Files left incomplete by a power cut are searched too.
      const names = (await readdir(folder).catch(ifMissing)).filter((name) => /\.json(\.new)?$/.test(name));
      for (const name of names) {
        const file = join(folder, name);
        if (isFor(address.toLowerCase(), await readOrEmpty(file))) await rm(file, { force: true });
      }
    },
  };
}

/** The recipient of a damaged file is unknown: it is deleted if it contains the address. */
function isFor(address: string, file: string): boolean {
  const mail = readMail(file);
  return mail ? mail.to.toLowerCase() === address : file.toLowerCase().includes(address);
}

function ifMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

/** Entries that are no readable files are skipped. */
async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (unreadable.has((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

const unreadable = new Set(["ENOENT", "EISDIR", "EACCES", "EPERM"]);

const mailSchema = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  replyTo: z.string().optional(),
  sentAt: z.coerce.date(),
});

/** The mail in a file; null where the file is damaged. */
function readMail(file: string): SentMail | null {
  try {
    return mailSchema.parse(JSON.parse(file));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
