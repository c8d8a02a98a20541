import { decodeBase32 } from "@oslojs/encoding";
import { generateHOTP } from "@oslojs/otp";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { factoryPassword, makeOrganisation, makePerson } from "../../tests/support/factories";
import { until } from "../../tests/support/until";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { runInRequest } from "../http/request.server";
import { addMembership } from "../organisations/organisations.server";
import type { MailMessage } from "../services/services.server";
import { changePassword } from "./account.server";
import { sendAccountEmail } from "./account-emails.server";
import { beginSignedIn } from "./ceremonies.server";
import { confirmEmailChange, requestEmailChange } from "./email-change.server";
import {
  confirmRestoration,
  endAccess,
  lockAccount,
  readAccess,
  requestRestoration,
  restoreByCommand,
} from "./emergency-access.server";
import { registerFactorRule } from "./factor-rules.server";
import { addTotp, countFactors, remakeRecoveryCodes, removePasskey, removeTotp } from "./factors.server";
import { isCommonPassword, knownPasswords } from "./known-passwords.server";
import { readChallenge, spendChallenge } from "./passkey-challenges.server";
import { beginPasskey, beginPasskeySignIn } from "./passkeys.server";
import { isPattern, isPersonal, provideKnownPasswords } from "./passwords";
import { PersonalPassword } from "./personal-words.server";
import { RateLimitExceeded, withRateLimit } from "./rate-limit.server";
import { isResetLinkValid, requestPasswordReset, resetPassword } from "./resets.server";
import {
  endOwnSessions,
  listOwnSessions,
  renewSession,
  sessionEndedHeaders,
  startSession,
  viewerOfCookie,
} from "./sessions.server";
import { openSession, signIn, signInWithCode } from "./sign-in.server";
import { newPasswordField } from "./sign-in-form.server";
import { newTotpSecret } from "./totp.server";

const { ports } = useDatabase();
const cookieOf = (header: string) => header.split(";")[0] ?? "";
const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Runs a request from this address. */
const from = <Result>(address: string, work: () => Promise<Result>) =>
  runInRequest({ network: address }, work);

beforeAll(() => provideKnownPasswords(isCommonPassword));
beforeEach(async () => {
  await db.$executeRaw`DELETE FROM limits.attempts`;
});

async function viewerFor(person: { id: string }): Promise<Viewer> {
  const viewer = await viewerOfCookie(cookieOf(await startSession(person.id)));
  if (!viewer) throw new Error("The session that was just started does not hold.");
  return viewer;
}

/** The code of this secret, offset by a number of time steps. */
function codeOf(secret: string, steps = 0): string {
  const step = Math.floor(ports.clock.now().getTime() / 30_000) + steps;
  return generateHOTP(decodeBase32(secret), BigInt(step), 6);
}

/** A person with an app, and their recovery codes. */
async function personWithApp(role?: "administrator") {
  const person = await makePerson({ role });
  const secret = newTotpSecret();
  const codes = await addTotp(await viewerFor(person), secret, codeOf(secret));
  ports.clock.advance(30_000);
  return { ...person, secret, codes: codes ?? [] };
}

async function firstStep(email: string): Promise<string> {
  const came = await signIn({ email, password: factoryPassword }, null);
  if (came.step !== "code") throw new Error(`The first step came to ${came.step}.`);
  return came.token;
}

describe("passwords", () => {
  test("the list holds at least 100,000 and recognises the commonest in every spelling", () => {
    expect(knownPasswords).toBeGreaterThanOrEqual(100_000);
    for (const password of [
      "password1234",
      "Motdepasse2026!",
      "QWERTYUIOP12",
      "p@ssw0rd1234",
      "123456qwerty",
    ])
      expect(isCommonPassword(password), password).toBe(true);
  });

  test("fewer than 1 of 1,000 random phrases is refused", () => {
    const words = "vent dune puits mil barque sel route lune gomme natte".split(" ");
    const phrases = words.flatMap((one) =>
      words.flatMap((two) => words.map((three) => `${one} ${two} ${three} ${one.length}`)),
    );
    expect(phrases.filter(isCommonPassword).length).toBeLessThan(phrases.length / 1000);
  });

  test("repetitions and keyboard sequences count as patterns, in either direction", () => {
    for (const password of ["aaaaaaaaaaaa", "abcabcabcabc", "123456789012", "azertyuiopqs", "mlkjihgfedcba"])
      expect(isPattern(password), password).toBe(true);
    expect(isPattern("le vent se lève")).toBe(false);
  });

  test("known facts about the owner are refused in any spelling and with any surrounding characters", () => {
    const known = ["Aïssatou Ibrahim-Moussa", "a.moussa@jmed.example", "JMED", "Réseau des Dunes", "REMIDDH"];
    for (const password of [
      "Aissatou Moussa",
      "moussaibrahim1990",
      "IBRAHIM-aïssatou!",
      "4ïss4t0u.2026!!",
      "uotassia-uotassia",
      "moussamoussa",
      "remiddh2026jmed",
      "a.moussa@jmed.example",
      "Réseau Dunes 12",
      "moussa-motdepasse",
      "ａｉｓｓａｔｏｕｍｏｕｓｓａ",
      "Moussa!!!!!!1234",
    ])
      expect(isPersonal(password, known), password).toBe(true);
    for (const password of ["une phrase pour les essais", "moussa aime la mangue verte", "le vent se lève"])
      expect(isPersonal(password, known), password).toBe(false);
  });

  test("a password made of the owner's name is refused and nothing is stored", async () => {
    const person = await makePerson({ name: "Aïssatou Ibrahim" });
    const viewer = await viewerFor(person);
    const { passwordHash } = await db.person.findUniqueOrThrow({ where: { id: person.id } });
    await expect(changePassword(viewer, "aissatou.ibrahim.1990")).rejects.toThrow(PersonalPassword);
    await sendAccountEmail({ personId: person.id, kind: "reset" });
    const key = /cle=([\w-]+)/.exec(ports.sent.at(-1)?.text ?? "")?.[1] ?? "";
    await expect(resetPassword(key, "IbrahimAïssatou!", null)).rejects.toThrow(PersonalPassword);
    expect(await db.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ passwordHash });
    expect(await resetPassword(key, "une phrase toute neuve", null)).toEqual(expect.any(String));
  });

  test("12 to 128 characters, no composition rule, normalised before hashing", () => {
    const read = (password: string) => newPasswordField.safeParse(password);
    expect(read("onze signes").success).toBe(false);
    expect(read("é".repeat(3) + "x".repeat(126)).success).toBe(false);
    expect(read("un vent chaud").success).toBe(true);
    expect(read("le vent se le\u0300ve").data).toBe("le vent se lève");
    expect(read("motdepasse1234").success).toBe(false);
  });
});

describe("signing in", () => {
  test("a password is enough without a second factor; a wrong one and a missing account give the same answer", async () => {
    const { email } = await makePerson();
    expect((await signIn({ email, password: factoryPassword }, null)).step).toBe("in");
    expect(await signIn({ email, password: "pas le bon du tout" }, null)).toEqual({ step: "refused" });
    expect(await signIn({ email: "personne@nulle.part", password: "pas le bon" }, null)).toEqual({
      step: "refused",
    });
  });

  test("a code works once and invalidates earlier ones; one step of drift is accepted, two are not", async () => {
    const { email, secret } = await personWithApp();
    const token = await firstStep(email);
    expect((await signInWithCode(token, codeOf(secret, -2), null)).step).toBe("refused");
    expect((await signInWithCode(token, codeOf(secret, 2), null)).step).toBe("refused");
    expect((await signInWithCode(token, codeOf(secret, 1), null)).step).toBe("in");
    const again = await firstStep(email);
    expect((await signInWithCode(again, codeOf(secret, 1), null)).step).toBe("refused");
    expect((await signInWithCode(again, codeOf(secret, 0), null)).step).toBe("refused");
  });

  test("the first step expires after ten minutes and is used once", async () => {
    const { email, secret } = await personWithApp();
    const token = await firstStep(email);
    expect((await signInWithCode(token, codeOf(secret), null)).step).toBe("in");
    ports.clock.advance(30_000);
    expect((await signInWithCode(token, codeOf(secret), null)).step).toBe("over");
    const late = await firstStep(email);
    ports.clock.advance(11 * 60_000);
    expect((await signInWithCode(late, codeOf(secret), null)).step).toBe("over");
  });

  test("ten recovery codes, stored as hashes, each valid once; new ones invalidate the old", async () => {
    const { id, email, codes } = await personWithApp();
    const [first = "", second = ""] = codes;
    expect(new Set(codes).size).toBe(10);
    expect(JSON.stringify(await db.recoveryCode.findMany({ where: { personId: id } }))).not.toContain(first);
    expect((await signInWithCode(await firstStep(email), first.toUpperCase(), null)).step).toBe("in");
    expect((await signInWithCode(await firstStep(email), first, null)).step).toBe("refused");
    await remakeRecoveryCodes(await viewerFor({ id }));
    expect((await signInWithCode(await firstStep(email), second, null)).step).toBe("refused");
  });
});

describe("rate limits slow attempts without locking accounts", () => {
  test("of 300 guesses from as many networks ten are accepted; the owner's own browser still signs in", async () => {
    const { email } = await makePerson();
    const entered = await signIn({ email, password: factoryPassword }, null);
    const browser = entered.step === "in" ? cookieOf(entered.cookies[1] ?? "") : "";
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, (_, turn) =>
        from(`10.${turn % 250}.${turn}.0/24`, () =>
          signIn({ email, password: `essai numéro ${turn}` }, null),
        ).then(
          ({ step }) => step,
          (error: unknown) => (error instanceof RateLimitExceeded ? "slowed" : String(error)),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "refused").length).toBe(10);
    expect(outcomes.filter((outcome) => outcome === "slowed").length).toBe(290);
    await expect(signIn({ email, password: factoryPassword }, null)).rejects.toBeInstanceOf(
      RateLimitExceeded,
    );
    expect((await signIn({ email, password: factoryPassword }, browser)).step).toBe("in");
  });

  test("guesses of one network at many accounts are slowed, those of another network are not", async () => {
    const { email } = await makePerson();
    const guess = (turn: number) =>
      from("192.0.2.0/24", () =>
        signIn({ email: `n${turn}@essai.example`, password: "au hasard ici" }, null),
      );
    for (let turn = 0; turn < 100; turn++) await guess(turn);
    await expect(guess(100)).rejects.toBeInstanceOf(RateLimitExceeded);
    expect(
      (await from("198.51.100.0/24", () => signIn({ email, password: factoryPassword }, null))).step,
    ).toBe("in");
  }, 60_000);

  test("successful attempts do not use up the limit", async () => {
    const { email } = await makePerson();
    for (let turn = 0; turn < 15; turn++)
      expect((await signIn({ email, password: factoryPassword }, null)).step).toBe("in");
  });

  test("codes are limited per account too", async () => {
    const { email } = await personWithApp();
    const token = await firstStep(email);
    for (let turn = 0; turn < 10; turn++) await signInWithCode(token, "000000", null);
    await expect(signInWithCode(token, "000000", null)).rejects.toBeInstanceOf(RateLimitExceeded);
  });

  test("stored counters contain no personal data", async () => {
    const { email } = await makePerson();
    await from("203.0.113.0/24", () => signIn({ email, password: "pas le bon du tout" }, null));
    const kept = JSON.stringify(await db.$queryRaw`SELECT key FROM limits.attempts`);
    expect(kept).not.toContain(email);
    expect(kept).not.toContain("203.0.113");
  });
});

describe("sessions", () => {
  test("a session has an idle and an absolute limit; both are shorter with a role", async () => {
    for (const [role, idle, absolute] of [
      [undefined, 7 * day, 30 * day],
      ["administrator", day, 7 * day],
    ] as const) {
      const { id } = await makePerson({ role });
      const idleOne = cookieOf(await startSession(id));
      ports.clock.advance(idle + 1000);
      expect(await viewerOfCookie(idleOne)).toBeNull();
      const used = cookieOf(await startSession(id));
      for (let past = 0; past < absolute; past += idle / 2) {
        expect(await viewerOfCookie(used)).not.toBeNull();
        ports.clock.advance(idle / 2);
      }
      expect(await viewerOfCookie(used)).toBeNull();
    }
  });

  test("a change of rights renews the session id; the old one soon expires", async () => {
    const person = await makePerson();
    const cookie = cookieOf(await startSession(person.id));
    await db.person.update({ where: { id: person.id }, data: { role: "moderator" } });
    const viewer = await viewerOfCookie(cookie);
    expect(viewer?.sign?.newRights).toBe(true);
    const renewed = viewer && (await renewSession(viewer));
    expect(renewed?.sessionId).not.toBe(viewer?.sessionId);
    expect((await viewerOfCookie(cookieOf(renewed?.cookie ?? "")))?.sign?.newRights).toBe(false);
    ports.clock.advance(60_000);
    expect(await viewerOfCookie(cookie)).toBeNull();
  });

  test("a person ends their other sessions; those browsers are told to wipe their data", async () => {
    const person = await makePerson();
    const other = cookieOf(await startSession(person.id));
    const viewer = await viewerFor(person);
    expect((await listOwnSessions(viewer)).map(({ here }) => here)).toEqual([true, false]);
    expect(await endOwnSessions(viewer)).toBe(1);
    expect(await viewerOfCookie(other)).toBeNull();
    expect((await sessionEndedHeaders(other))[0]?.[0]).toBe("Clear-Site-Data");
    expect(await sessionEndedHeaders("session=never-was")).toEqual([]);
  });

  test("a successful sign-in ends the browser's previous session; a failed one does not", async () => {
    const [before, { email }, withApp] = [await makePerson(), await makePerson(), await personWithApp()];
    const first = cookieOf(await startSession(before.id));
    const password = factoryPassword;
    await signIn({ email, password: "pas le bon du tout" }, first);
    const half = await signIn({ email: withApp.email, password }, first);
    expect(await viewerOfCookie(first)).not.toBeNull();
    const came = await signIn({ email, password }, first);
    const second = came.step === "in" ? cookieOf(came.cookies[0] ?? "") : "";
    expect(await viewerOfCookie(first)).toBeNull();
    // The browser continues with the new session and is not told to wipe.
    expect(await sessionEndedHeaders(first)).toEqual([]);
    const token = half.step === "code" ? half.token : "";
    await signInWithCode(token, "000000", second);
    expect(await viewerOfCookie(second)).not.toBeNull();
    expect((await signInWithCode(token, codeOf(withApp.secret), second)).step).toBe("in");
    expect(await viewerOfCookie(second)).toBeNull();
    const entries = await db.auditEntry.findMany({ where: { personId: before.id } });
    expect(entries.map(({ action }) => action)).toEqual(["session.ended"]);
  });

  test("a person cannot end another person's session", async () => {
    const [one, other] = [await makePerson(), await makePerson()];
    const theirs = await viewerFor(other);
    expect(await endOwnSessions(await viewerFor(one), theirs.sessionId)).toBe(0);
    expect(await listOwnSessions(theirs)).toHaveLength(1);
  });

  test("a changed password or factor ends the other sessions", async () => {
    const person = await makePerson();
    const other = cookieOf(await startSession(person.id));
    await changePassword(await viewerFor(person), "une toute autre phrase");
    expect(await viewerOfCookie(other)).toBeNull();
  });
});

describe("a forgotten password", () => {
  /** The token in the last mail. */
  async function keyFor(id: string): Promise<string> {
    await sendAccountEmail({ personId: id, kind: "reset" });
    return /cle=([\w-]+)/.exec(ports.sent.at(-1)?.text ?? "")?.[1] ?? "";
  }

  test("the link is valid for thirty minutes, once, and does not bypass the second factor", async () => {
    const { id, email } = await personWithApp();
    const key = await keyFor(id);
    const late = await keyFor(id);
    expect(await resetPassword(key, "une nouvelle phrase à moi", null)).toContain("browser=");
    expect(await resetPassword(key, "encore une autre phrase", null)).toBeNull();
    expect(await isResetLinkValid(late)).toBe(false);
    expect((await signIn({ email, password: "une nouvelle phrase à moi" }, null)).step).toBe("code");
    const other = await keyFor(id);
    ports.clock.advance(31 * 60_000);
    expect(await resetPassword(other, "encore une autre phrase", null)).toBeNull();
  });

  test("same answer and timing with or without an account; at most three an hour", async () => {
    const { email } = await makePerson();
    const timeOf = async (address: string) => {
      const begun = performance.now();
      await requestPasswordReset(address, null);
      return performance.now() - begun;
    };
    expect(Math.abs((await timeOf(email)) - (await timeOf("x@nulle.part")))).toBeLessThan(150);
    await requestPasswordReset(email, null);
    await requestPasswordReset(email, null);
    await expect(requestPasswordReset(email, null)).rejects.toBeInstanceOf(RateLimitExceeded);
  });

  test("mails do not reveal what the portal is about", async () => {
    const { id } = await makePerson();
    for (const kind of ["reset", "passwordChanged", "factorChanged", "recoveryUsed", "locked"] as const)
      await sendAccountEmail({ personId: id, kind });
    for (const { subject } of ports.sent.slice(-5)) expect(subject).toBe("Message du portail");
  });
});

describe("a new address", () => {
  test("of two people who confirm the same address concurrently one succeeds; the other's link is no longer valid", async () => {
    const email = "partagee@exemple.example";
    const [one, other] = [await viewerFor(await makePerson()), await viewerFor(await makePerson())];
    const keys = [
      await beginSignedIn("email-new", one, email),
      await beginSignedIn("email-new", other, email),
    ] as const;
    const taken = await Promise.all([confirmEmailChange(one, keys[0]), confirmEmailChange(other, keys[1])]);
    expect(taken.sort()).toEqual([false, true]);
    expect(await db.person.count({ where: { email } })).toBe(1);
  });

  test("is saved only together with the warning to the old one", async () => {
    const { id, email } = await makePerson();
    const viewer = await viewerFor({ id });
    const key = await beginSignedIn("email-new", viewer, "avec.avis@exemple.example");
    const { queueJob } = ports;
    ports.queueJob = async () => Promise.reject(new Error("the process ends here"));
    await expect(confirmEmailChange(viewer, key)).rejects.toThrow("the process ends here");
    ports.queueJob = queueJob;
    expect(await db.person.count({ where: { id, email } })).toBe(1);
    expect(await confirmEmailChange(viewer, key)).toBe(true);
    expect(ports.queued.at(-1)).toEqual({
      queue: "accounts.letter",
      data: { personId: id, kind: "emailChanged", to: email },
    });
  });
});

test("a session started before a role was given gets the shorter limit of that role", async () => {
  const person = await makePerson();
  const viewer = await viewerFor(person);
  await db.person.update({ where: { id: person.id }, data: { role: "administrator" } });
  const renewed = await renewSession(viewer);
  const session = await db.session.findUniqueOrThrow({ where: { id: renewed?.sessionId ?? "" } });
  const left = (end: Date) => end.getTime() - ports.clock.now().getTime();
  expect(left(session.endsAt)).toBe(7 * day);
  expect(left(session.expiresAt)).toBe(day);
});

describe("procedures started with credentials that have changed since", () => {
  const sessionsOf = (personId: string) => db.session.count({ where: { personId } });

  test("a sign-in in progress creates no session", async () => {
    const { id, email } = await makePerson();
    const viewer = await viewerFor({ id });
    const steps = await Promise.all([
      ...Array.from({ length: 4 }, () => signIn({ email, password: factoryPassword }, null)),
      changePassword(viewer, "une phrase toute neuve"),
      ...Array.from({ length: 4 }, () => signIn({ email, password: factoryPassword }, null)),
    ]);
    for (const came of steps) if (came) expect(["in", "refused"]).toContain(came.step);
    expect(await sessionsOf(id)).toBe(1);
    expect(await db.session.count({ where: { id: viewer.sessionId } })).toBe(1);
  });

  test("an earlier proof opens no session after a change of password, address or factor, or a lock", async () => {
    const changes = {
      password: (viewer: Viewer) => changePassword(viewer, "une phrase toute neuve"),
      address: async (viewer: Viewer) => {
        const key = await beginSignedIn("email-new", viewer, `${viewer.personId}@essai.example`);
        expect(await confirmEmailChange(viewer, key)).toBe(true);
      },
      factor: async (viewer: Viewer) => {
        const secret = newTotpSecret();
        await addTotp(viewer, secret, codeOf(secret));
      },
      passkey: async ({ personId }: Viewer) => {
        await db.passkey.create({ data: passkeyOf(personId) });
      },
      lock: ({ personId }: Viewer) => endAccess(personId, null),
    };
    for (const [what, change] of Object.entries(changes)) {
      const { id } = await makePerson();
      const viewer = await viewerFor({ id });
      const { credentialsVersion } = await db.person.findUniqueOrThrow({ where: { id } });
      await change(viewer);
      const came = await openSession({ personId: id, credentialsVersion }, null, "password");
      expect(came.step, what).toBe(what === "lock" ? "locked" : "refused");
      expect(await sessionsOf(id), what).toBe(what === "lock" ? 0 : 1);
    }
  });

  test("a pending second step expires", async () => {
    const { id, email, secret } = await personWithApp();
    const token = await firstStep(email);
    await changePassword(await viewerFor({ id }), "une phrase toute neuve");
    expect((await signInWithCode(token, codeOf(secret), null)).step).toBe("over");
  });

  test("links that confirm an address or reset a password become invalid", async () => {
    const { id, email } = await makePerson();
    const viewer = await viewerFor({ id });
    const key = await beginSignedIn("email-new", viewer, "autre@essai.example");
    await sendAccountEmail({ personId: id, kind: "reset" });
    const resetKey = /cle=([\w-]+)/.exec(ports.sent.at(-1)?.text ?? "")?.[1] ?? "";
    expect(await isResetLinkValid(resetKey)).toBe(true);
    const secret = newTotpSecret();
    await addTotp(viewer, secret, codeOf(secret));
    expect(await confirmEmailChange(viewer, key)).toBe(false);
    expect(await isResetLinkValid(resetKey)).toBe(false);
    expect(await resetPassword(resetKey, "une phrase d’ailleurs", null)).toBeNull();
    expect((await db.person.findUniqueOrThrow({ where: { id } })).email).toBe(email);
  });

  test("an ended session is not renewed, even concurrently", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await makePerson();
      const [kept, ended] = [await viewerFor({ id }), await viewerFor({ id })];
      await Promise.all([renewSession(ended), endOwnSessions(kept), renewSession(ended)]);
      const left = await db.session.findMany({ where: { personId: id } });
      expect(left.map((session) => session.id)).toEqual([kept.sessionId]);
    }
  });

  test("a request in flight with an ended session changes no credentials", async () => {
    const { id } = await makePerson();
    const [kept, ended] = [await viewerFor({ id }), await viewerFor({ id })];
    await changePassword(kept, "une phrase toute neuve");
    const { passwordHash } = await db.person.findUniqueOrThrow({ where: { id } });
    const secret = newTotpSecret();
    const acts = [
      () => addTotp(ended, secret, codeOf(secret)),
      () => changePassword(ended, "une phrase de quelqu’un d’autre"),
      () => remakeRecoveryCodes(ended),
      () => beginPasskey(ended),
      () => beginSignedIn("email-new", ended, "autre@essai.example"),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ status: 302 });
    expect(await db.person.findUniqueOrThrow({ where: { id } })).toMatchObject({
      passwordHash,
      factorSince: null,
    });
    expect(await sessionsOf(id)).toBe(1);
  });

  const passkeyOf = (personId: string) => ({
    id: crypto.randomUUID(),
    personId,
    credentialId: crypto.randomUUID(),
    name: "Essai",
    publicKey: new Uint8Array(1),
    createdAt: ports.clock.now(),
  });

  test("two factors removed concurrently: the recorded state matches what is left", async () => {
    for (const role of [undefined, "administrator"] as const) {
      const { id } = await personWithApp(role);
      const passkey = await db.passkey.create({ data: passkeyOf(id) });
      const viewer = await viewerFor({ id });
      const done = await Promise.allSettled([removeTotp(viewer), removePasskey(viewer, passkey.id)]);
      const person = await db.person.findUniqueOrThrow({ where: { id }, include: { passkeys: true } });
      const left = await inTransaction((tx) => countFactors(tx, id));
      expect(left).toBe(role ? 1 : 0);
      expect(person.factorSince === null).toBe(left === 0);
      expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(role ? 1 : 2);
    }
  });

  test("more concurrent removals of a missing factor than there are connections are all answered", async () => {
    const viewers = await Promise.all(Array.from({ length: 12 }, async () => viewerFor(await makePerson())));
    const answers = await Promise.allSettled(viewers.map((viewer) => removeTotp(viewer)));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: "rejected", reason: { status: 404 } });
  });
});

describe("anonymous requests", () => {
  test("passkey challenges store no row, are valid for ten minutes, and are used once", async () => {
    const before = await db.ceremony.count();
    const asked = await Promise.all(Array.from({ length: 20 }, beginPasskeySignIn));
    expect(await db.ceremony.count()).toBe(before);
    const [{ token, options }] = asked as [(typeof asked)[number]];
    expect(await readChallenge(token)).toBe(options.challenge);
    expect(new Set(asked.map((each) => each.options.challenge)).size).toBe(20);
    const later = `D${token.slice(1)}`;
    for (const forged of [later, `${token}A`, token.slice(0, -2), `${token}=`, "", "A".repeat(43)])
      expect(await readChallenge(forged), forged).not.toBe(options.challenge);
    const { id: personId } = await makePerson();
    const spent = [1, 2].map(() => spendChallenge(token, { personId, credentialsVersion: 0 }));
    expect((await Promise.all(spent)).sort()).toEqual([false, true]);
    ports.clock.advance(10 * 60_000);
    expect(await readChallenge(token)).toBeNull();
  });

  test("one network's attempts at changing accounts store a bounded number of rows", async () => {
    await from("198.51.100.0/24", async () => {
      for (let count = 0; count < 130; count++)
        await withRateLimit({ door: "reset", account: `${count}@nulle.part` }, async () => null).catch(
          (error: unknown) => expect(error).toBeInstanceOf(RateLimitExceeded),
        );
    });
    const [row] = await db.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS rows FROM limits.attempts`;
    expect(row?.rows).toBeLessThanOrEqual(31);
  });
});

describe("the mail that confirms a new address", () => {
  /** Sends queued mails as the job runner does: failed ones are retried with the same data. */
  async function sendQueued(failures: number): Promise<MailMessage[]> {
    const [job] = ports.queued.splice(0).filter(({ queue }) => queue === "accounts.letter");
    const sent: MailMessage[] = [];
    const { send } = ports.mailer;
    ports.mailer.send = async (message) => {
      if (failures-- > 0) throw new Error("451 try again later");
      sent.push(message);
    };
    const data = job?.data as Parameters<typeof sendAccountEmail>[0];
    while (failures > 0) await expect(sendAccountEmail(data)).rejects.toThrow("451");
    await sendAccountEmail(data);
    ports.mailer.send = send;
    return sent;
  }

  test("reaches the new address with a valid link although the mail server refused it twice", async () => {
    const viewer = await viewerFor(await makePerson());
    ports.queued.length = 0;
    await requestEmailChange(viewer, "nouvelle@exemple.example");
    const [letter] = await sendQueued(2);
    expect(letter?.to).toBe("nouvelle@exemple.example");
    const key = /cle=(\S+)/.exec(letter?.text ?? "")?.[1] ?? "";
    expect(await confirmEmailChange(viewer, key)).toBe(true);
    const { email } = await db.person.findUniqueOrThrow({ where: { id: viewer.personId } });
    expect(email).toBe("nouvelle@exemple.example");
  });

  test("still warns the old address when it is sent hours after the change", async () => {
    const person = await makePerson();
    const viewer = await viewerFor(person);
    const key = await beginSignedIn("email-new", viewer, "apres@exemple.example");
    ports.queued.length = 0;
    expect(await confirmEmailChange(viewer, key)).toBe(true);
    ports.clock.advance(3 * 3_600_000);
    const letters = await sendQueued(3);
    expect(letters.map(({ to }) => to)).toEqual([person.email]);
  });
});

describe("the required second factor", () => {
  test("applies to the secretariat and to registered rules; after fourteen days nothing else can be done", async () => {
    const signer = await makePerson();
    registerFactorRule(async (_, personId) => personId === signer.id);
    for (const { email } of [await makePerson({ role: "administrator" }), signer]) {
      const came = await signIn({ email, password: factoryPassword }, null);
      const cookie = came.step === "in" ? cookieOf(came.cookies[0] ?? "") : "";
      const due = (await viewerOfCookie(cookie))?.sign?.factorDue?.getTime() ?? 0;
      expect(due - ports.clock.now().getTime()).toBe(14 * day);
    }
    const { email } = await makePerson();
    await signIn({ email, password: factoryPassword }, null);
    expect((await db.person.findUniqueOrThrow({ where: { email } })).factorDue).toBeNull();
  });
});

describe("locking and restoring", () => {
  test("one person of the secretariat locks immediately; unlocking takes two different people", async () => {
    const person = await makePerson();
    const cookie = cookieOf(await startSession(person.id));
    const [one, two] = await Promise.all(
      [makePerson({ role: "administrator" }), makePerson({ role: "administrator" })].map(async (made) =>
        viewerFor(await made),
      ),
    );
    if (!one || !two) throw new Error("two are needed");
    await lockAccount(one, person.id);
    expect(await viewerOfCookie(cookie)).toBeNull();
    expect((await sessionEndedHeaders(cookie))[0]?.[0]).toBe("Clear-Site-Data");
    expect((await signIn({ email: person.email, password: factoryPassword }, null)).step).toBe("locked");
    await requestRestoration(one, person.id, "unlock");
    await expect(confirmRestoration(one, person.id, "unlock")).rejects.toMatchObject({ status: 404 });
    expect((await readAccess(two, person.id)).unlock).toBe("confirmable");
    await confirmRestoration(two, person.id, "unlock");
    expect((await signIn({ email: person.email, password: factoryPassword }, null)).step).toBe("in");
  });

  test("a lost factor is removed by two people, recorded, and hidden from members", async () => {
    const lost = await personWithApp();
    const [one, two] = [await makePerson({ role: "administrator" }), await makePerson({ role: "moderator" })];
    const member = await viewerFor(await makePerson());
    await expect(readAccess(member, lost.id)).rejects.toMatchObject({ status: 404 });
    await expect(lockAccount(member, lost.id)).rejects.toMatchObject({ status: 404 });
    await requestRestoration(await viewerFor(one), lost.id, "factor");
    await confirmRestoration(await viewerFor(two), lost.id, "factor");
    expect((await signIn({ email: lost.email, password: factoryPassword }, null)).step).toBe("in");
    const entries = await db.auditEntry.findMany({ where: { objectId: lost.id }, orderBy: { id: "asc" } });
    expect(entries.map(({ action }) => action)).toEqual(["account.factor-asked", "factor.restored"]);
  });

  test("a request whose author lost the right or the account is invalid and can be replaced", async () => {
    const losses = {
      role: (id: string) => db.person.update({ where: { id }, data: { role: null } }),
      account: (id: string) => endAccess(id, null),
    };
    for (const [what, lose] of Object.entries(losses)) {
      const lost = await personWithApp();
      const [one, two, three] = [
        await makePerson({ role: "administrator" }),
        await makePerson({ role: "administrator" }),
        await viewerFor(await makePerson({ role: "moderator" })),
      ];
      await requestRestoration(await viewerFor(one), lost.id, "factor");
      await lose(one.id);
      const second = await viewerFor(two);
      expect((await readAccess(second, lost.id)).factor, what).toBe("askable");
      const confirming = confirmRestoration(second, lost.id, "factor");
      await expect(confirming, what).rejects.toMatchObject({ status: 404 });
      await requestRestoration(second, lost.id, "factor");
      await confirmRestoration(three, lost.id, "factor");
    }
  });

  test("a request of a focal point who left the organisation is invalid", async () => {
    const organisationId = await makeOrganisation();
    const [person, focal] = [await makePerson(), await makePerson()];
    const roleSince = new Date(ports.clock.now().getTime() - 30 * day);
    await inTransaction(async (tx) => {
      await addMembership(tx, { personId: person.id, organisationId, role: "member" });
      await addMembership(tx, { personId: focal.id, organisationId, role: "focal_point", roleSince });
    });
    const viewer = await viewerFor(focal);
    await lockAccount(viewer, person.id);
    await requestRestoration(viewer, person.id, "unlock");
    await db.membership.deleteMany({ where: { personId: focal.id } });
    const confirmer = await viewerFor(await makePerson({ role: "moderator" }));
    const confirming = confirmRestoration(confirmer, person.id, "unlock");
    await expect(confirming).rejects.toMatchObject({ status: 404 });
  });

  test("a role given less than a day ago does not count for either of the two people", async () => {
    const lost = await personWithApp();
    const roleSince = ports.clock.now();
    const old = await viewerFor(await makePerson({ role: "administrator" }));
    const born = await viewerFor(await makePerson({ role: "administrator", roleSince }));
    expect((await readAccess(born, lost.id)).factor).toBe("tooNew");
    await expect(requestRestoration(born, lost.id, "factor")).rejects.toMatchObject({ status: 403 });
    await requestRestoration(old, lost.id, "factor");
    expect((await readAccess(born, lost.id)).factor).toBe("tooNew");
    await expect(confirmRestoration(born, lost.id, "factor")).rejects.toMatchObject({ status: 403 });
    ports.clock.advance(day);
    const later = await viewerFor({ id: born.personId });
    await confirmRestoration(later, lost.id, "factor");
  });

  test("both people need a recent proof of identity, checked in the verb", async () => {
    const lost = await personWithApp();
    const viewer = await viewerFor(await makePerson({ role: "administrator" }));
    ports.clock.advance(11 * 60_000);
    await expect(requestRestoration(viewer, lost.id, "factor")).rejects.toMatchObject({ status: 302 });
    await expect(confirmRestoration(viewer, lost.id, "factor")).rejects.toMatchObject({ status: 302 });
  });

  test("a moderator cannot decide about an administrator's access", async () => {
    const administrator = await makePerson({ role: "administrator" });
    const moderator = await viewerFor(await makePerson({ role: "moderator" }));
    await expect(readAccess(moderator, administrator.id)).rejects.toMatchObject({ status: 404 });
  });

  test("the command on the server acts alone, and the audit entry says so", async () => {
    const lost = await personWithApp("administrator");
    expect(await restoreByCommand(lost.email.toUpperCase(), "factor")).toBe(true);
    expect(await restoreByCommand("personne@nulle.part", "factor")).toBe(false);
    const entry = await db.auditEntry.findFirst({ where: { objectId: lost.id, action: "factor.restored" } });
    expect(entry?.personId).toBeNull();
  });

  test("no session is created while an account is being locked", async () => {
    const person = await makePerson();
    await inTransaction((tx) =>
      tx.person.update({ where: { id: person.id }, data: { lockedAt: ports.clock.now() } }),
    );
    await expect(startSession(person.id)).rejects.toThrow();
    await until(async () => expect(await db.session.count({ where: { personId: person.id } })).toBe(0));
  });
});
