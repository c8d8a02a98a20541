import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bundleMailWorker } from "../../../server/development/document-worker";
import { imapInbox } from "../../../server/inbox";
import { smtpMailer } from "../../../server/mail";
import { openMailbox } from "../../../tests/process/mailbox";
import { useDatabase } from "../../../tests/support/database";
import { type ImapServer, startImapServer } from "../../../tests/support/imap-server";
import { makeSpace } from "../../../tests/support/spaces";
import { viewerOf } from "../../../tests/support/threads";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { writePost } from "../../discussions/posts.server";
import { startThread } from "../../discussions/threads.server";
import { deliverWaiting } from "../../outbox/outbox.server";
import { changeMembers } from "../../workspaces/member-actions.server";
import { saveMailSettings } from "../mail-settings.server";
import { registerNoticeKinds } from "../write-notices.server";
import { readReplies } from "./replies.server";
import { sendDueMails } from "./send-mails.server";

const { ports } = useDatabase("demonstration");

let server: ImapServer;
let inbox: ReturnType<typeof imapInbox>;
let jmed: Viewer;
let agadez: Viewer;
let email: string;
let space: string;
let thread: string;
/** Where the mail of the portal says to answer. */
let replyTo: string;

beforeAll(async () => {
  registerNoticeKinds();
  server = await startImapServer();
  inbox = imapInbox(server.url, await bundleMailWorker(process.cwd()), pino({ level: "silent" }));
  ports.inbox = inbox;
  ports.settings.replyAddress = "reponse@reseau.example";
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  ({ email } = await db.person.findUniqueOrThrow({ where: { id: agadez.personId } }));
});

afterAll(async () => {
  ports.settings.replyAddress = undefined;
  ports.inbox = undefined;
  await inbox.stop();
  await server.stop();
});

beforeEach(async () => {
  ports.mailer.send = async (message) => void ports.sent.push(message);
  ports.sent.length = 0;
  await db.receivedMail.deleteMany();
  space = await makeSpace({ facilitator: jmed.personId });
  await db.spaceMember.create({
    data: { spaceId: space, personId: agadez.personId, role: "member", createdAt: new Date() },
  });
  await saveMailSettings(agadez, { rhythm: "at_once", hour: 6, content: true });
  const first = { title: "Une discussion", body: "Premier", key: newId() };
  thread = (await startThread(agadez, { spaceId: space, themeIds: [] }, first)).threadId;
  await writePost(jmed, thread, { body: "Qu’en pensez-vous ?", key: newId() });
  await deliverWaiting();
  ports.clock.advance(3 * 60_000);
  await sendDueMails();
  replyTo = ports.sent.find(({ to }) => to === email)?.replyTo ?? "";
  ports.sent.length = 0;
});

interface Answer {
  from?: string;
  to?: string;
  id?: string;
  headers?: string[];
  body?: string;
}

/** An answer as a mail program writes it. */
const answer = ({
  from = email,
  to = replyTo,
  id = newId(),
  headers = [],
  body = "Je suis d’accord.",
}: Answer = {}) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: <${id}@essai.example>`,
    "Subject: Re: REMIDDH",
    ...(headers.length > 0 ? headers : ["Content-Type: text/plain; charset=utf-8"]),
    "",
    body,
  ].join("\r\n");

async function receive(...sources: string[]): Promise<void> {
  for (const source of sources) await server.deliver(source);
  await readReplies();
}

const bodies = async () =>
  (await db.post.findMany({ where: { threadId: thread }, orderBy: { number: "asc" } })).map(
    ({ body }) => body,
  );

test("E7: an answer becomes a post of its author, without the quotation, and leaves the mailbox", async () => {
  expect(replyTo).toMatch(/^reponse\+[a-z2-7]{26}@reseau\.example$/);
  await receive(
    answer({
      body: "Je suis d’accord.\r\n\r\nLe lun. 1 déc. 2026 à 10:00, REMIDDH <p@r.example> a écrit :\r\n> Bonjour",
    }),
  );
  expect(await bodies()).toEqual(["Premier", "Qu’en pensez-vous ?", "Je suis d’accord."]);
  const post = await db.post.findFirstOrThrow({ where: { threadId: thread, body: "Je suis d’accord." } });
  expect(post.authorId).toBe(agadez.personId);
  expect(await server.count()).toBe(0);
  expect(ports.sent).toEqual([]);
});

test("E7: once per Message-ID, also when it is delivered twice or the process ended before it was deleted", async () => {
  const id = newId();
  await receive(answer({ id }), answer({ id }));
  await db.receivedMail.deleteMany();
  await receive(answer({ id }));
  expect((await bodies()).filter((body) => body === "Je suis d’accord.")).toHaveLength(1);
});

test("E7: only from the address of the account; the refusal gives the words back", async () => {
  await receive(answer({ from: "autre@essai.example", body: "Mes mots à moi." }));
  expect(await bodies()).not.toContain("Mes mots à moi.");
  expect(ports.sent).toMatchObject([
    {
      to: "autre@essai.example",
      subject: "Votre réponse n’est pas publiée",
      headers: { "Auto-Submitted": "auto-replied" },
    },
  ]);
  expect(ports.sent[0]?.text).toContain("Mes mots à moi.");
});

test("E7: rights are those of the moment of arrival", async () => {
  await changeMembers(jmed, space, { what: "remove", person: agadez.personId });
  await receive(answer({ body: "Trop tard ?" }));
  expect(await bodies()).not.toContain("Trop tard ?");
  expect(ports.sent).toMatchObject([{ to: email, text: expect.stringContaining("Trop tard ?") }]);
});

test("E7: automatic answers, loops and unknown addresses are dropped without an answer", async () => {
  await receive(
    answer({ headers: ["Auto-Submitted: auto-replied"], body: "Je suis absent." }),
    answer({ headers: ["Precedence: bulk"], body: "Bulletin" }),
    answer({ from: replyTo, body: "Une boucle" }),
    answer({ to: "reponse+aaaaaaaaaaaaaaaaaaaaaaaaaa@reseau.example", body: "Au hasard" }),
    answer({ to: "reponse@reseau.example", body: "Sans jeton" }),
  );
  expect(await bodies()).toHaveLength(2);
  expect(ports.sent).toEqual([]);
  expect(await server.count()).toBe(0);
});

test("E7: an address ends; then the answer says so", async () => {
  ports.clock.advance(61 * 24 * 60 * 60_000);
  await receive(answer({ body: "Bien plus tard" }));
  expect(await bodies()).toHaveLength(2);
  expect(ports.sent[0]?.text).toContain("Bien plus tard");
});

test("E7: attachments are refused, and the words are published; the sender learns of it", async () => {
  const part = ["--b", "Content-Type: text/plain; charset=utf-8", "", "Voici la note.", "--b"];
  const file = [
    "Content-Type: application/pdf",
    "Content-Disposition: attachment; filename=note.pdf",
    "",
    "JVBERi0=",
    "--b--",
  ];
  await receive(
    answer({
      headers: ['Content-Type: multipart/mixed; boundary="b"'],
      body: [...part, ...file].join("\r\n"),
    }),
  );
  expect(await bodies()).toContain("Voici la note.");
  expect(ports.sent).toMatchObject([
    { to: email, subject: "Votre réponse est publiée sans ses pièces jointes" },
  ]);
});

test("E7: too many words, or none, are refused with what was written", async () => {
  const long = "Des mots et encore des mots. ".repeat(500);
  await receive(answer({ body: long }), answer({ body: "> Bonjour" }));
  expect(await bodies()).toHaveLength(2);
  expect(ports.sent).toHaveLength(2);
  expect(ports.sent[0]?.text.length).toBeGreaterThan(10_000);
});

test("E7: a mail that no parser reads holds up no other", async () => {
  const deep = Array.from(
    { length: 200 },
    (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary="b${n + 1}"\r\n`,
  );
  await receive(
    answer({ headers: ['Content-Type: multipart/mixed; boundary="b0"'], body: deep.join("\r\n") }),
    answer({ body: `On ${"a ".repeat(100_000)}` }),
    answer({ body: "Je passe." }),
  );
  expect(await bodies()).toContain("Je passe.");
  expect(await server.count()).toBe(0);
});

test("a whole round: the portal's mail by SMTP, its answer by IMAP, and the refusal by SMTP", async () => {
  const mailbox = await openMailbox();
  const mailer = smtpMailer(mailbox.url, "REMIDDH <portail@reseau.example>");
  ports.mailer.send = mailer.send;
  await writePost(jmed, thread, { body: "Et maintenant ?", key: newId() });
  await deliverWaiting();
  ports.clock.advance(3 * 60_000);
  await sendDueMails();
  const { raw, to } = await mailbox.next();
  expect(to).toEqual([email]);
  const header = (name: string) => new RegExp(`^${name}: (.*(?:\r?\n[ \t].*)*)`, "mi").exec(raw)?.[1] ?? "";
  expect(header("References")).toBe(header("In-Reply-To"));
  expect(header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(raw).not.toMatch(/^Subject: .*discussion/m);
  await receive(answer({ to: header("Reply-To"), body: "Maintenant, oui." }));
  expect(await bodies()).toContain("Maintenant, oui.");
  await receive(answer({ to: header("Reply-To"), from: "autre@essai.example", body: "Et moi ?" }));
  expect((await mailbox.next()).raw).toContain("Auto-Submitted: auto-replied");
  mailer.close?.();
});

// Last: it uses up what agadez may write.
test("E7: answers count against the same limit as posts written on the page; those beyond it give the words back", async () => {
  const many = Array.from({ length: 32 }, (_, number) => answer({ body: `Message numéro ${number}.` }));
  await receive(...many);
  const written = (await bodies()).filter((body) => body.startsWith("Message numéro"));
  expect(written.length).toBeLessThanOrEqual(30);
  expect(written.length).toBeGreaterThan(20);
  expect(ports.sent.length).toBeGreaterThan(0);
  expect(ports.sent.at(-1)?.text).toContain("Message numéro 31.");
});
