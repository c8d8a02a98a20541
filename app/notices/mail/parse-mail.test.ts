import { describe, expect, test } from "vitest";
import { parseMail } from "./parse-mail";

const mail = (headers: string[], body: string): Buffer =>
  Buffer.from(
    [
      "From: Awa <Awa@Essai.example>",
      "To: <Reponse+ABC@reseau.example>",
      "Message-ID: <1@essai.example>",
      ...headers,
      "",
      body,
    ].join("\r\n"),
  );

const plain = ["Content-Type: text/plain; charset=utf-8"];

describe("E7: what an answer says is read without quotation and signature", () => {
  test.each([
    [
      "Gmail",
      "Je suis d’accord.\r\n\r\nLe lun. 1 déc. 2026 à 10:00, REMIDDH <portail@reseau.example> a écrit :\r\n\r\n> Bonjour,\r\n> Une nouveauté",
    ],
    [
      "Gmail, on two lines",
      "Je suis d’accord.\r\n\r\nLe lun. 1 déc. 2026 à 10:00, REMIDDH <portail@reseau.example> a\r\nécrit :\r\n\r\n> Bonjour",
    ],
    ["Thunderbird", "Je suis d’accord.\r\n\r\nLe 01/12/2026 à 10:00, REMIDDH a écrit\u00a0:\r\n> Bonjour"],
    [
      "Outlook",
      "Je suis d’accord.\r\n\r\nDe : REMIDDH <portail@reseau.example>\r\nEnvoyé : lundi 1 décembre 2026 10:00\r\nÀ : Awa\r\nObjet : REMIDDH\r\n\r\nBonjour,",
    ],
    ["a signature", "Je suis d’accord.\r\n\r\n-- \r\nAwa, 22 rue du Sahel"],
    ["a telephone", "Je suis d’accord.\r\n\r\nEnvoyé de mon iPhone"],
    [
      "English",
      "Je suis d’accord.\r\n\r\nOn Mon, Dec 1, 2026 at 10:00 AM REMIDDH <portail@reseau.example> wrote:\r\n> Hello",
    ],
  ])("%s", async (_program, body) => {
    const read = await parseMail(mail(plain, body));
    expect(read.words).toBe("Je suis d’accord.");
    expect(read).toMatchObject({
      from: "awa@essai.example",
      to: ["reponse+abc@reseau.example"],
      automatic: false,
    });
  });

  test("HTML alone is read as text; attachments are counted, not kept", async () => {
    const read = await parseMail(
      mail(
        ['Content-Type: multipart/mixed; boundary="b"'],
        [
          "--b",
          "Content-Type: text/html; charset=utf-8",
          "",
          "<p>Je suis <b>d’accord</b>.</p><script>alert(1)</script><img src='https://pisteur.example/x'>",
          "--b",
          "Content-Type: application/pdf; name=note.pdf",
          "Content-Disposition: attachment; filename=note.pdf",
          "Content-Transfer-Encoding: base64",
          "",
          "JVBERi0=",
          "--b--",
        ].join("\r\n"),
      ),
    );
    expect(read.words).toMatch(/^Je suis d’accord\./);
    expect(read.words).not.toContain("alert");
    expect(read.attachments).toBe(1);
  });
});

test.each([
  ["Auto-Submitted: auto-replied"],
  ["Auto-Submitted: auto-generated"],
  ["Precedence: bulk"],
  ["Precedence: auto_reply"],
  ["X-Autoreply: yes"],
  ["List-Id: <liste.essai.example>"],
  ["Return-Path: <>"],
  ['Content-Type: multipart/report; report-type=delivery-status; boundary="b"'],
])("E7: a mail of a program is known by its header: %s", async (header) => {
  expect((await parseMail(mail([header], "Je suis absent."))).automatic).toBe(true);
});

test("a mail of a person may say that it is not automatic", async () => {
  const headers = [...plain, "Auto-Submitted: no", "Return-Path: <awa@essai.example>"];
  expect((await parseMail(mail(headers, "Oui."))).automatic).toBe(false);
});
