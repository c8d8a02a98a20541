import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makePerson, makeViewer } from "../../tests/support/factories";
import { makeSpace } from "../../tests/support/spaces";
import { useTableWorkers } from "../../tests/support/tables";
import { viewerOf } from "../../tests/support/threads";
import { endAccess } from "../accounts/emergency-access.server";
import { startSession, viewerOfCookie } from "../accounts/sessions.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { addMembership } from "../organisations/organisations.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { acceptAsNew, acceptAsViewer, findOpenInvitation } from "./acceptance.server";
import { inviteList, previewList, readListFile } from "./bulk.server";
import {
  countInvitations,
  findInvitation,
  listInvitations,
  prepareInvitation,
} from "./invitation-lists.server";
import { followUp, invite } from "./invitations.server";
import type { NewInvitation } from "./invitations-form.server";
import { registerInvitationMails, sendInvitationMail } from "./mails.server";
import { requestAccess } from "./requests.server";

const { ports } = useDatabase("demonstration");
useTableWorkers();

let secretariat: Viewer;
let focal: Viewer;
let jmed: string;

beforeAll(async () => {
  registerInvitationMails();
  secretariat = await viewerOf("secretariat.administration");
  focal = await viewerOf("jmed.point-focal");
  jmed = (await db.organisation.findUniqueOrThrow({ where: { slug: "jmed" } })).id;
});

const refused = (status: number) => expect.objectContaining({ status });
const form = (more: Partial<NewInvitation> = {}): NewInvitation => ({
  to: "organisation",
  organisation: jmed,
  role: "member",
  by: "code",
  key: crypto.randomUUID(),
  ...more,
});
const account = (code: string, email = `${crypto.randomUUID()}@essai.example`) => ({
  code,
  email,
  name: "Nouvelle personne",
  password: "une phrase bien à elle",
});
const codeOf = async (viewer: Viewer, more: Partial<NewInvitation> = {}) =>
  (await invite(viewer, form(more))).code ?? "";

describe("an invitation", () => {
  test("on paper creates an account in the organisation, once, in any spelling of the code", async () => {
    const code = await codeOf(focal);
    expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const typed = code.toUpperCase().replaceAll("-", " ");
    expect(await findOpenInvitation(typed)).toMatchObject({ email: null, role: "member" });
    const one = account(typed);
    expect(await acceptAsNew(one, null)).toMatchObject({
      cookies: [expect.stringContaining("session="), expect.anything()],
    });
    const person = await db.person.findUniqueOrThrow({
      where: { email: one.email },
      include: { memberships: true },
    });
    expect(person.memberships).toMatchObject([{ organisationId: jmed, role: "member" }]);
    expect(await acceptAsNew(account(code), null)).toBe("closed");
    expect(await findOpenInvitation(code)).toBeNull();
  });

  test("accepted concurrently admits one person", async () => {
    const code = await codeOf(focal);
    const both = await Promise.all([acceptAsNew(account(code), null), acceptAsNew(account(code), null)]);
    expect(both.filter((each) => typeof each !== "string")).toHaveLength(1);
  });

  test("sends a code created with the mail; resending invalidates the previous one", async () => {
    const email = "invitee@essai.example";
    const { id, code } = await invite(focal, form({ by: "mail", email }));
    expect(code).toBeNull();
    await deliverWaiting();
    expect(ports.queued).toContainEqual({ queue: "invitations.mail", data: { invitationId: id } });
    await sendInvitationMail({ invitationId: id });
    const [first] = ports.sent.slice(-1);
    const codeIn = (text = "") => /code=([\w-]+)/.exec(text)?.[1] ?? "";
    expect(first?.to).toBe(email);
    expect(first?.subject).not.toMatch(/REMIDDH|JMED/);
    await sendInvitationMail({ invitationId: id });
    expect(await findOpenInvitation(codeIn(first?.text))).toBeNull();
    const again = codeIn(ports.sent.at(-1)?.text);
    expect(await findOpenInvitation(again)).toMatchObject({ email });
    // Valid for that address only.
    expect(await acceptAsViewer(await viewerOf("agadez.terrain"), again)).toBe("otherAddress");
    expect(await acceptAsNew(account(again, "autre@essai.example"), null)).toMatchObject({
      cookies: expect.anything(),
    });
    expect(await db.person.count({ where: { email } })).toBe(1);
  });

  test("by mail is made and sent once, however often its form is sent; the answer says so", async () => {
    const twice = form({ by: "mail", email: "deux.fois@essai.example" });
    const { id, repeated } = await invite(focal, twice);
    expect(repeated).toBe(false);
    await deliverWaiting();
    expect(await invite(focal, twice)).toEqual({ id, code: null, repeated: true });
    await deliverWaiting();
    const queued = ports.queued.filter(({ data }) => "invitationId" in data && data.invitationId === id);
    expect(queued).toHaveLength(1);
  });

  test("expires after seven days, on revocation, and after five wrong attempts", async () => {
    const late = await codeOf(focal);
    ports.clock.advance(7 * 86_400_000);
    expect(await findOpenInvitation(late)).toBeNull();
    const made = await invite(focal, form());
    await followUp(focal, made.id, "revoke");
    expect(await findOpenInvitation(made.code ?? "")).toBeNull();
    const tried = await codeOf(focal);
    for (let count = 0; count < 5; count++) {
      expect(await acceptAsNew(account(tried, "jmed.suivi@demo.example"), null)).toBe("taken");
    }
    expect(await acceptAsNew(account(tried), null)).toBe("closed");
  });

  test("adds a person with an account to a second organisation", async () => {
    const viewer = await viewerOf("agadez.terrain");
    expect(await acceptAsViewer(viewer, await codeOf(focal, { role: "focal_point" }))).toBeNull();
    const place = { personId_organisationId: { personId: viewer.personId, organisationId: jmed } };
    expect(await db.membership.findUnique({ where: place })).toMatchObject({ role: "focal_point" });
  });

  test("is made by a focal point into their own organisation, by the secretariat into any", async () => {
    const agadez = (await db.organisation.findUniqueOrThrow({ where: { slug: "demo-agadez" } })).id;
    await expect(invite(focal, form({ organisation: agadez }))).rejects.toEqual(refused(404));
    await expect(invite(focal, form({ to: "network", networkRole: "administrator" }))).rejects.toEqual(
      refused(404),
    );
    await expect(invite(focal, form({ to: "guest" }))).rejects.toEqual(refused(404));
    await expect(invite(await viewerOf("jmed.suivi"), form())).rejects.toEqual(refused(404));
    const diffa = (await db.organisation.findUniqueOrThrow({ where: { slug: "demo-diffa" } })).id;
    const frozen = await viewerOf("diffa.coordination");
    await expect(invite(frozen, form({ organisation: diffa }))).rejects.toEqual(refused(403));
    const code = await codeOf(secretariat, { to: "guest", organisation: undefined });
    const guest = account(code);
    await acceptAsNew(guest, null);
    const person = await db.person.findUniqueOrThrow({ where: { email: guest.email } });
    expect(await db.spaceMember.findFirst({ where: { personId: person.id } })).toMatchObject({
      role: "guest",
    });
  });

  const asAdministrator = async () => {
    const person = await makePerson({ role: "administrator" });
    const viewer = await viewerOfCookie((await startSession(person.id)).split(";")[0] ?? null);
    if (!viewer) throw new Error("no session");
    return viewer;
  };
  const network = { to: "network", organisation: undefined, networkRole: "administrator" } as const;

  test("is invalid and not sent once its maker lost the right to invite", async () => {
    const losses = {
      demoted: (id: string) => db.person.update({ where: { id }, data: { role: "moderator" } }),
      locked: (id: string) => endAccess(id, null),
    };
    for (const [what, lose] of Object.entries(losses)) {
      const maker = await asAdministrator();
      const email = `${crypto.randomUUID()}@essai.example`;
      const codes = [
        await codeOf(maker, network),
        await codeOf(maker, { to: "guest", organisation: undefined }),
        await codeOf(maker),
      ];
      const { id: mailed } = await invite(maker, form({ ...network, by: "mail", email }));
      expect(await findOpenInvitation(codes[0] ?? "")).toMatchObject({ networkRole: "administrator" });
      await lose(maker.personId);
      for (const code of codes) {
        expect(await findOpenInvitation(code), what).toBeNull();
        expect(await acceptAsNew(account(code), null), what).toBe("closed");
        expect(await acceptAsViewer(maker, code), what).toBe("closed");
      }
      const before = ports.sent.length;
      await sendInvitationMail({ invitationId: mailed });
      expect(ports.sent.length).toBe(before);
      // A person with the right who resends it becomes its granter.
      await followUp(await asAdministrator(), mailed, "send");
      await sendInvitationMail({ invitationId: mailed });
      expect(ports.sent.at(-1)?.to).toBe(email);
    }
  });

  test("of a focal point is invalid once they left the organisation", async () => {
    const { id: personId } = await makePerson();
    await inTransaction((tx) => addMembership(tx, { personId, organisationId: jmed, role: "focal_point" }));
    const viewer = await viewerOfCookie((await startSession(personId)).split(";")[0] ?? null);
    const code = await codeOf(viewer ?? focal);
    expect(await findOpenInvitation(code)).not.toBeNull();
    await db.membership.deleteMany({ where: { personId } });
    expect(await findOpenInvitation(code)).toBeNull();
    expect(await acceptAsNew(account(code), null)).toBe("closed");
  });

  test("is not created with a right that was lost after the viewer was loaded", async () => {
    const maker = await asAdministrator();
    await db.person.update({ where: { id: maker.personId }, data: { role: null } });
    for (const more of [network, { to: "guest", organisation: undefined } as const, {}])
      await expect(invite(maker, form(more))).rejects.toEqual(refused(404));
    expect(await db.invitation.count({ where: { createdById: maker.personId } })).toBe(0);
  });

  test("a key matches the same request only: an old one yields no code of another kind", async () => {
    const { id: personId } = await makePerson({ role: "administrator" });
    await inTransaction((tx) => addMembership(tx, { personId, organisationId: jmed, role: "focal_point" }));
    const look = async () => {
      const viewer = await viewerOfCookie((await startSession(personId)).split(";")[0] ?? null);
      if (!viewer) throw new Error("no session");
      return viewer;
    };
    const key = crypto.randomUUID();
    const first = await invite(await look(), form({ ...network, key }));
    expect((await invite(await look(), form({ ...network, key }))).id).toBe(first.id);
    await db.person.update({ where: { id: personId }, data: { role: null } });
    await expect(invite(await look(), form({ ...network, key }))).rejects.toEqual(refused(404));
    const other = await invite(await look(), form({ key }));
    expect(other.id).not.toBe(first.id);
    expect(await findOpenInvitation(other.code ?? "")).toMatchObject({ networkRole: null, role: "member" });
  });

  test("into the network requires a recent proof: to make, resend or print it", async () => {
    const maker = await asAdministrator();
    const { id } = await invite(maker, form({ ...network, email: "x@essai.example" }));
    const old = { ...maker, sign: maker.sign && { ...maker.sign, provenAt: new Date(0) } };
    await expect(invite(old, form(network))).rejects.toMatchObject({ status: 302 });
    for (const what of ["send", "print"] as const)
      await expect(followUp(old, id, what)).rejects.toMatchObject({ status: 302 });
    await followUp(old, id, "revoke");
  });

  describe("of a guest", () => {
    const into = (space: string) => ({ to: "guest" as const, organisation: undefined, space });

    test("opens only the chosen space, which its maker must facilitate", async () => {
      const space = await makeSpace({ facilitator: secretariat.personId, name: "Cellule choisie" });
      const foreign = await makeSpace({});
      const { spaces } = await prepareInvitation(secretariat, undefined);
      const network = await db.space.findFirstOrThrow({ where: { kind: "network" } });
      expect(spaces[0]?.id).toBe(network.id);
      expect(spaces.map(({ id }) => id)).toContain(space);
      expect(spaces.map(({ id }) => id)).not.toContain(foreign);
      expect((await prepareInvitation(focal, undefined)).spaces).toEqual([]);
      await expect(invite(secretariat, form(into(foreign)))).rejects.toEqual(refused(404));
      await expect(invite(secretariat, form(into(crypto.randomUUID())))).rejects.toEqual(refused(404));
      await expect(invite(focal, form(into(space)))).rejects.toEqual(refused(404));

      const code = await codeOf(secretariat, into(space));
      expect(await findOpenInvitation(code)).toMatchObject({ space: "Cellule choisie" });
      const guest = account(code);
      await acceptAsNew(guest, null);
      const { id } = await db.person.findUniqueOrThrow({ where: { email: guest.email } });
      expect(await db.spaceMember.findMany({ where: { personId: id } })).toMatchObject([
        { spaceId: space, role: "guest" },
      ]);
    });

    test("is invalid once its maker no longer facilitates the space, or the space is closed", async () => {
      const left = await makeSpace({ facilitator: secretariat.personId });
      const closed = await makeSpace({ facilitator: secretariat.personId });
      const codes = [await codeOf(secretariat, into(left)), await codeOf(secretariat, into(closed))];
      await db.spaceMember.deleteMany({ where: { spaceId: left } });
      await db.space.update({ where: { id: closed }, data: { state: "deleted" } });
      for (const code of codes) {
        expect(await findOpenInvitation(code)).toBeNull();
        expect(await acceptAsNew(account(code), null)).toBe("closed");
      }
    });

    test("into a private space is hidden from other administrators: not listed, counted, resent or printed", async () => {
      const space = await makeSpace({ facilitator: secretariat.personId, name: "Cellule cachée" });
      const other = await makeViewer({ secretariat: true });
      const everything = { q: "", after: null, state: "" as const };
      const before = [(await listInvitations(other, everything)).total, await countInvitations(other)];
      const { id } = await invite(secretariat, form(into(space)));
      expect([(await listInvitations(other, everything)).total, await countInvitations(other)]).toEqual(
        before,
      );
      await expect(findInvitation(other, id)).rejects.toEqual(refused(404));
      for (const what of ["send", "print", "revoke"] as const)
        await expect(followUp(other, id, what)).rejects.toEqual(refused(404));
      expect(await findInvitation(secretariat, id)).toMatchObject({ to: "guest", space: "Cellule cachée" });
      expect(await followUp(secretariat, id, "print")).toMatch(/-/);
    });
  });

  test("stores only the hash of its code, and the audit entry has neither code nor address", async () => {
    const code = await codeOf(focal, { email: "secrete@essai.example" });
    const rows = JSON.stringify([await db.invitation.findMany(), await db.auditEntry.findMany()]);
    expect(rows).not.toContain(code);
    expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain("secrete@");
  });
});

describe("a list of people", () => {
  const windows = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
  const fixture = (name: string) => new Uint8Array(readFileSync(`app/tables/fixtures/invitations/${name}`));

  /** The people of a file, as the preview shows them. */
  async function linesOf(bytes: Uint8Array) {
    const read = await readListFile(focal, bytes);
    if ("refused" in read) throw new Error(read.refused);
    return (await previewList(focal, read.text, jmed))?.lines ?? [];
  }

  test("is read in every encoding and with every separator", async () => {
    const text = "Courriel;Nom;Structure;Rôle\r\n\r\nune@essai.example;Aïssa É.;JMED;point focal\r\n";
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
    for (const bytes of [windows(text), new TextEncoder().encode(`\ufeff${text}`), utf16]) {
      expect(await linesOf(bytes)).toMatchObject([
        { email: "une@essai.example", name: "Aïssa É.", organisation: "JMED", role: "focal_point" },
      ]);
    }
    expect(
      (await previewList(focal, "a@essai.example,Nom,JMED\nb@essai.example\tx", null))?.lines,
    ).toHaveLength(2);
    expect(await previewList(focal, "PK\0\0", null)).toBeNull();
  });

  test.each([
    ["V01a-first-name-lost.csv", { email: "amina.i@example.org", name: "Amina Issoufou" }],
    ["V02a-adresse-e-mail.csv", { email: "amina.i@example.org", name: "Amina Issoufou" }],
    ["V03a-name-and-mail.csv", { email: "amina.i@example.org", name: "Amina Issoufou" }],
    ["V04a-sep-line.csv", { email: "amina.i@example.org", name: "Amina" }],
    ["V05-commas-in-quoted-header.csv", { email: "amina.i@example.org" }],
    ["V06-idn.csv", { email: "amina@xn--rseau-bsa.ne" }],
    ["V08-fonction-is-a-title.csv", { email: "amina.i@example.org", name: "Amina", role: "member" }],
  ])("the list file %s is read", async (name, expected) => {
    expect(await linesOf(fixture(name))).toMatchObject([{ ...expected, effect: "invites" }]);
    // The same content pasted as text.
    const text = new TextDecoder().decode(fixture(name));
    expect((await previewList(focal, text, jmed))?.lines).toMatchObject([{ ...expected, effect: "invites" }]);
  });

  test.each([
    ['Amina Issoufou <a@essai.example>, b@essai.example; "Moussa, dit Le Grand" <c@essai.example>'],
    ['Amina Issoufou <a@essai.example>\nb@essai.example\n"Moussa, dit Le Grand" <c@essai.example>\n'],
  ])("recipients pasted from a mail are read: %j", async (text) => {
    expect((await previewList(focal, text, jmed))?.lines.map(({ email, name }) => [email, name])).toEqual([
      ["a@essai.example", "Amina Issoufou"],
      ["b@essai.example", ""],
      ["c@essai.example", "Moussa, dit Le Grand"],
    ]);
  });

  test.each([
    ["Adresse de messagerie;Nom", "x@essai.example;X"],
    ["Name;E-mail 1 - Value", "X;x@essai.example"],
    ["Nom;Contact perso", "X;x@essai.example"],
    ["Liste 2026;\nNom;Mail", "X;x@essai.example"],
  ])("the address column is found below “%s”", async (titles, line) => {
    expect((await previewList(focal, `${titles}\n${line}`, jmed))?.lines).toMatchObject([
      { email: "x@essai.example", name: "X", effect: "invites" },
    ]);
  });

  test("an organisation is found by its acronym with full stops", async () => {
    expect(
      (await previewList(focal, "Courriel;Structure\nx@essai.example;J.M.E.D.", null))?.lines,
    ).toMatchObject([{ organisation: "JMED", effect: "invites" }]);
  });

  test("an unusable file is refused with the reason", async () => {
    const ods = new Uint8Array(readFileSync("app/tables/fixtures/import/I12-libreoffice.ods"));
    expect(await readListFile(focal, ods)).toEqual({ refused: "openDocument" });
    expect(await readListFile(focal, windows("Nom;Sigle\nA;B"))).toEqual({ refused: "noAddress" });
  });

  test("the preview describes each line and writes nothing; the confirmation writes all lines", async () => {
    const text = [
      "email;nom;structure;role",
      "nouveau@essai.example;Nouveau;jmed;membre",
      "nouveau@essai.example;Encore;JMED;",
      "jmed.suivi@demo.example;Suivi;JMED;",
      "pas une adresse;X;JMED;",
      "x@essai.example;X;Inconnue;",
      "y@essai.example;Y;DÉMO-AZ;",
      "z@essai.example;Z;JMED;roi",
    ].join("\n");
    const before = await db.invitation.count();
    const list = await previewList(focal, text, null);
    expect(list?.lines.map(({ effect, problem }) => problem ?? effect)).toEqual([
      "invites",
      "repeated",
      "memberAlready",
      "email",
      "organisation",
      "notYours",
      "role",
    ]);
    expect(await db.invitation.count()).toBe(before);
    expect(await inviteList(focal, text, null)).toBe(1);
    expect(await inviteList(focal, text, null)).toBe(0);
    expect((await previewList(focal, text, null))?.lines[0]?.effect).toBe("invitedAlready");
  });
});

test("access requests need the network's setting, and the answer reveals nothing", async () => {
  const asking = { name: "X", email: "x@essai.example", organisation: "Y", message: "Z" };
  await expect(requestAccess(asking)).rejects.toEqual(refused(404));
  await db.network.updateMany({ data: { joinByRequest: true } });
  await requestAccess(asking);
  await requestAccess(asking);
  expect(await db.accessRequest.count()).toBe(1);
});
