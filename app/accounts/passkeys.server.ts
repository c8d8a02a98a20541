import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from "@simplewebauthn/server";
import { recordEvent, thePortal } from "../audit/record-event.server";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import type { Passkey } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { findNetwork } from "../network/network.server";
import { now, settings } from "../services/services.server";
import { queueEmail } from "./account-emails.server";
import { beginSignedIn, endCeremony } from "./ceremonies.server";
import { countFactors, settleFactors } from "./factors.server";
import { makeChallenge, readChallenge, spendChallenge } from "./passkey-challenges.server";
import { withRateLimit } from "./rate-limit.server";
import { dayOf } from "./session-life";
import { holdCredentials, type Proof, renewSession } from "./sessions.server";
import { openSession, type SignInStep } from "./sign-in.server";

/**
 * Passkeys (WebAuthn). User verification (finger, face or PIN) is required, so one passkey counts as two factors and is
 * enough to sign in.
 */

const origin = () => settings().publicUrl;
const host = () => new URL(settings().publicUrl).hostname;

/** Registration options for the viewer's browser, and the token that completes the registration. */
export async function beginPasskey(viewer: Viewer) {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  const [person, network, known] = await Promise.all([
    db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true, email: true } }),
    findNetwork(),
    db.passkey.findMany({ where: { personId }, select: { credentialId: true } }),
  ]);
  const options = await generateRegistrationOptions({
    rpName: network?.acronym ?? "Portail",
    rpID: host(),
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(personId),
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, token: await beginSignedIn("passkey-new", viewer, options.challenge) };
}

interface NewPasskey {
  token: string;
  name: string;
  answer: unknown;
}

/**
 * Saves the passkey that the browser created. Other sessions end.
 * @returns recovery codes if this is the first factor; null for an invalid answer.
 */
export async function addPasskey(viewer: Viewer, { token, name, answer }: NewPasskey) {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  const begun = await endCeremony("passkey-new", token);
  if (begun?.personId !== personId) return null;
  const made = await verified(() =>
    verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: begun.data,
      expectedOrigin: origin(),
      expectedRPID: host(),
      requireUserVerification: true,
    }),
  );
  if (!made?.verified) return null;
  const { credential } = made.registrationInfo;
  return await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    const first = (await countFactors(tx, personId)) === 0;
    await tx.passkey.create({
      data: { ...rowOf(credential), id: newId(), personId, name, createdAt: now() },
    });
    await recordEvent(tx, { personId }, "passkey.added", null);
    await queueEmail(tx, personId, "factorChanged");
    return await settleFactors(tx, viewer, first);
  });
}

const rowOf = ({ id, publicKey, counter, transports = [] }: WebAuthnCredential) => {
  return { credentialId: id, publicKey, counter: BigInt(counter), transports: [...transports] };
};

/** Authentication options for any passkey of this portal, and the token that completes the sign-in. */
export async function beginPasskeySignIn() {
  const { token, challenge } = await makeChallenge();
  const options = await generateAuthenticationOptions({
    rpID: host(),
    userVerification: "required",
    challenge,
  });
  return { options, token };
}

/** The owner of the passkey that answered; null for an invalid answer, without the reason. @throws RateLimitExceeded */
async function ownerOf(token: string, answer: unknown): Promise<Proof | null> {
  return await withRateLimit({ door: "code" }, async () => {
    const expectedChallenge = await readChallenge(token);
    const id = (answer as { id?: unknown } | null)?.id;
    if (!expectedChallenge || typeof id !== "string") return null;
    const passkey = await db.passkey.findUnique({
      where: { credentialId: id.slice(0, 2_000) },
      include: { person: { select: { credentialsVersion: true } } },
    });
    if (!passkey) return null;
    const { personId, person } = passkey;
    const proof = await verified(() =>
      verifyAuthenticationResponse({
        response: answer as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: origin(),
        expectedRPID: host(),
        requireUserVerification: true,
        credential: credentialOf(passkey),
      }),
    );
    const shown = { personId, credentialsVersion: person.credentialsVersion };
    if (!proof?.verified || !(await spendChallenge(token, shown))) return null;
    const counter = BigInt(proof.authenticationInfo.newCounter);
    // A passkey removed concurrently updates no row here; the credentials version is compared again later.
    await db.passkey.updateMany({ where: { id: passkey.id }, data: { counter, lastUsedOn: dayOf(now()) } });
    return shown;
  });
}

const credentialOf = ({ credentialId, publicKey, counter, transports }: Passkey): WebAuthnCredential => ({
  id: credentialId,
  publicKey: new Uint8Array(publicKey),
  counter: Number(counter),
  transports: transports as WebAuthnCredential["transports"],
});

/** Signs in the owner of the passkey; no further factor is required. @throws RateLimitExceeded */
export async function signInWithPasskey(
  token: string,
  answer: unknown,
  cookie: string | null,
): Promise<SignInStep> {
  const proof = await ownerOf(token, answer);
  if (proof) return await openSession(proof, cookie, "passkey");
  await recordEvent(db, thePortal, "session.refused", null, { by: "passkey" });
  return { step: "refused" };
}

/**
 * Renews the proof of identity by passkey: the session gets a new id and counts as recently authenticated.
 * @returns the `Set-Cookie` header, or null when the passkey is not the viewer's. @throws RateLimitExceeded
 */
export async function confirmByPasskey(
  viewer: Viewer,
  token: string,
  answer: unknown,
): Promise<string | null> {
  const proof = await ownerOf(token, answer);
  const { personId } = viewer;
  const right = proof?.personId === personId;
  await recordEvent(db, { personId }, right ? "session.confirmed" : "session.refused", null);
  return right ? ((await renewSession(viewer, proof))?.cookie ?? null) : null;
}

/** The library throws for malformed and for wrong answers; both are treated alike. */
async function verified<Result>(check: () => Promise<Result>): Promise<Result | null> {
  return await check().catch(() => null);
}
