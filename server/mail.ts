import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type { Mailer, SentMail } from "../app/ports/ports.server";
import { isLoopback } from "./config";

/** A mail server that does not answer is given up; the job that sends tries again later. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Mail that really leaves, by SMTP. To another machine only encrypted: where that cannot be, the operator says so in
 * the address (`?requireTLS=false`).
 */
export function smtpMailer(smtpUrl: string, from: string): Mailer {
  const requireTLS = !isLoopback(new URL(smtpUrl).hostname);
  const transport = nodemailer.createTransport({ url: smtpUrl, requireTLS, ...patience }, { from });
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ to, subject, text });
    },
  };
}

/** Mail that stays in a folder of this machine, one file each, for the demonstration and where no SMTP is set. */
export function localMailer(folder: string): Mailer {
  return {
    async send(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const mail: SentMail = { ...message, id: randomUUID(), sentAt: new Date() };
      const file = join(folder, `${mail.sentAt.toISOString().replaceAll(":", "-")}-${mail.id}.json`);
      await writeFile(`${file}.new`, JSON.stringify(mail), { mode: 0o600 });
      await rename(`${file}.new`, file); // whoever reads the folder meanwhile sees whole messages
    },
    async localOutbox() {
      const names = (await readdir(folder).catch(ifMissing)).filter((name) => name.endsWith(".json"));
      const newest = names.sort().reverse().slice(0, 100);
      return await Promise.all(newest.map(async (name) => read(await readFile(join(folder, name), "utf8"))));
    },
    async forget(address) {
      const names = (await readdir(folder).catch(ifMissing)).filter((name) => name.endsWith(".json"));
      for (const name of names) {
        const file = join(folder, name);
        if (read(await readFile(file, "utf8")).to === address) await rm(file, { force: true });
      }
    },
  };
}

function ifMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

function read(file: string): SentMail {
  const mail = JSON.parse(file) as SentMail;
  return { ...mail, sentAt: new Date(mail.sentAt) };
}
