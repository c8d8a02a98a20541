import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { type MailFailure, mailFailureOf } from "../app/services/mail-failure.server";
import { localMailer, smtpMailer } from "./mail";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remiddh-mail-"));
});
afterEach(() => rm(folder, { recursive: true }));

const mail = (to: string) => ({ to, subject: "Message du portail", text: "Bonjour" });

test("damaged files do not hide other mails, and are deleted when they contain an address to forget", async () => {
  const { send, localOutbox, forget } = localMailer(folder);
  await send(mail("elle@exemple.example"));
  await send(mail("lui@exemple.example"));
  await writeFile(join(folder, "2026-01-01-a.json"), `{"to":"elle@exemple.example","sub`);
  await writeFile(join(folder, "2026-01-02-b.json"), "");
  await writeFile(join(folder, "2026-01-03-c.json"), `{"to":5}`);
  await writeFile(join(folder, "2026-01-04-d.json"), "null");
  await writeFile(join(folder, "2026-01-05-e.json.new"), `{"to":"Elle@exemple.example"`);
  await mkdir(join(folder, "folder.json"));

  expect((await localOutbox?.())?.map(({ to }) => to).sort()).toEqual([
    "elle@exemple.example",
    "lui@exemple.example",
  ]);
  await forget?.("elle@exemple.example");
  expect((await localOutbox?.())?.map(({ to }) => to)).toEqual(["lui@exemple.example"]);
  const left = (await readdir(folder)).filter((name) => /^2026-01/.test(name));
  expect(left.sort()).toEqual(["2026-01-02-b.json", "2026-01-03-c.json", "2026-01-04-d.json"]);
});

test("mails are forgotten regardless of the case of their address", async () => {
  const { send, localOutbox, forget } = localMailer(folder);
  await send(mail("Elle@Exemple.example"));
  await forget?.("elle@exemple.example");
  expect(await localOutbox?.()).toEqual([]);
});

/** A mail server that treats a recipient or a mail in one way. */
async function smtpServer(options: SMTPServerOptions): Promise<string> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], ...options });
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const refusal = (responseCode: number) => Object.assign(new Error("no"), { responseCode });

async function failureAt(url: string): Promise<MailFailure> {
  const mailer = smtpMailer(url, "portail@reseau.example");
  onTestFinished(() => mailer.close?.());
  return await mailer.send(mail("elle@exemple.example")).then(
    () => expect.unreachable(),
    (error: unknown) => mailFailureOf(error),
  );
}

test.each([
  [550, "recipient"],
  [451, "later"],
] as const)("a recipient refused with %i means: %s", async (code, meaning) => {
  const url = await smtpServer({ onRcptTo: (_address, _session, done) => done(refusal(code)) });
  expect(await failureAt(url)).toBe(meaning);
});

test.each([
  [554, "content"],
  [452, "later"],
] as const)("a mail refused with %i means: %s", async (code, meaning) => {
  const onData: SMTPServerOptions["onData"] = (stream, _session, done) => {
    stream.resume().on("end", () => done(refusal(code)));
  };
  expect(await failureAt(await smtpServer({ onData }))).toBe(meaning);
});

test("no mail server means later; a connection that is lost before the answer leaves it unknown", async () => {
  expect(await failureAt("smtp://127.0.0.1:1")).toBe("later");
  const cut = createServer((socket) => {
    const answers: [RegExp, string][] = [
      [/^(EHLO|HELO)/, "250 ok"],
      [/^(MAIL|RCPT)/, "250 ok"],
      [/^DATA/, "354 go on"],
    ];
    socket.write("220 here\r\n");
    socket
      .on("error", () => undefined)
      .on("data", (said) => {
        const found = answers.find(([command]) => command.test(String(said)));
        if (found) socket.write(`${found[1]}\r\n`);
        else socket.destroy();
      });
  }).listen(0, "127.0.0.1");
  await once(cut, "listening");
  onTestFinished(() => void cut.close());
  expect(await failureAt(`smtp://127.0.0.1:${(cut.address() as AddressInfo).port}`)).toBe("unknown");
});

test("E5: with a key, mails are signed, and the signature covers one-click unsubscribing", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const received: string[] = [];
  const onData: SMTPServerOptions["onData"] = async (stream, _session, done) => {
    received.push(await text(stream));
    done();
  };
  const key = { domain: "reseau.example", selector: "portail", privateKey };
  const mailer = smtpMailer(await smtpServer({ onData }), "portail@reseau.example", key);
  onTestFinished(() => mailer.close?.());
  await mailer.send({
    ...mail("elle@exemple.example"),
    headers: {
      "List-Unsubscribe": "<https://portail.example/courriels/desabonnement/x>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  });
  const signature =
    /^DKIM-Signature: ([\s\S]*?)\r\n\S/m.exec(received[0] ?? "")?.[1]?.replace(/\s+/g, "") ?? "";
  expect(signature).toMatch(/d=reseau\.example;.*s=portail;/);
  const signed = /;h=([^;]*)/.exec(signature)?.[1]?.toLowerCase().split(":");
  expect(signed).toEqual(
    expect.arrayContaining(["from", "subject", "list-unsubscribe", "list-unsubscribe-post"]),
  );
  expect(signature).toMatch(/b=[\w+/=]{300,}/);
});
