import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

export interface Letter {
  from: string;
  to: string[];
  /** Headers and text, as they came. */
  raw: string;
}

/** A mail server on this machine that keeps what it is given; it goes with the test. */
export async function openMailbox(): Promise<{ url: string; next(): Promise<Letter> }> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onData(stream, { envelope }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      letters.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: await text(stream) });
      server.emit("letter");
      done();
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    async next() {
      while (letters.length === 0) await once(server, "letter");
      return letters.shift() as Letter;
    },
  };
}
