import { createHash, randomBytes } from "node:crypto";
import { recordEvent } from "../audit/record-event.server";
import { db, inTransaction } from "../db/database.server";
import { createNetwork, findNetwork } from "../network/network.server";
import { now } from "../services/services.server";
import { createPerson } from "./people.server";
import { refusePersonal } from "./personal-words.server";
import type { SetUp } from "./set-up-form.server";
import { openSession } from "./sign-in.server";

const hashOfKey = (key: string) => createHash("sha256").update(key).digest("hex");

/**
 * A new one-time key for the set-up page if there is no network, otherwise null. Each start prints its own; all of them
 * expire when the network is created.
 */
export async function makeSetUpKey(): Promise<string | null> {
  if (await findNetwork()) return null;
  const key = randomBytes(20).toString("base64url");
  await db.setUpLink.create({ data: { tokenHash: hashOfKey(key), createdAt: now() } });
  return key;
}

/** Whether there is no network and this key was printed at a start of the portal. */
export async function setUpKeyFits(key: string): Promise<boolean> {
  if (await findNetwork()) return false;
  return Boolean(await db.setUpLink.findUnique({ where: { tokenHash: hashOfKey(key) } }));
}

/**
 * Creates the network and its first secretariat account, once.
 * @param cookie the browser's cookies.
 * @returns the `Set-Cookie` headers of that person's session, or null when the key is not valid (any more).
 * @throws PersonalPassword
 */
export async function setUp(form: SetUp, cookie: string | null): Promise<string[] | null> {
  if (!(await setUpKeyFits(form.key))) return null;
  refusePersonal(form.password, [form.name, form.email, form.networkName, form.acronym]);
  const personId = await inTransaction(async (tx) => {
    // Of two concurrent requests with a key, the second waits here and finds no key left.
    if ((await tx.setUpLink.deleteMany()).count === 0) return null;
    const networkId = await createNetwork(tx, {
      name: form.networkName,
      acronym: form.acronym,
      mission: {},
      accent: form.accent,
      locale: form.language,
      locales: ["fr", "en"],
    });
    const { name, email, password, language } = form;
    const personId = await createPerson(tx, {
      name,
      email,
      password,
      locale: language,
      role: "administrator",
    });
    await recordEvent(tx, { personId }, "network.created", networkId);
    return personId;
  });
  const entered = personId && (await openSession({ personId, credentialsVersion: 0 }, cookie, "set-up"));
  return entered && entered.step === "in" ? entered.cookies : null;
}
