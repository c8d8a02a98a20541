import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type { Mailer, SentMail } from "../app/ports/ports.server";

/** Mail that really leaves, by SMTP. */
export function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = nodemailer.createTransport(smtpUrl, { from });
  return {
    async send(message) {
      await transport.sendMail(message);
    },
  };
}

/** Mail that stays in a folder of this machine, one file each, for the demonstration and where no SMTP is set. */
export function localMailer(folder: string): Mailer {
  return {
    async send(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const mail: SentMail = { ...message, id: randomUUID(), sentAt: new Date() };
      const name = `${mail.sentAt.toISOString().replaceAll(":", "-")}-${mail.id}.json`;
      await writeFile(join(folder, name), JSON.stringify(mail), { mode: 0o600 });
    },
    async localOutbox() {
      const names = (await readdir(folder).catch(ifMissing)).filter((name) => name.endsWith(".json"));
      const newest = names.sort().reverse().slice(0, 100);
      return await Promise.all(newest.map(async (name) => read(await readFile(join(folder, name), "utf8"))));
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
