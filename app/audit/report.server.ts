import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { log, mailer, queueJob, settings } from "../services/services.server";
import { readHead, writeHead } from "./chain";
import { requireReader } from "./journal.server";
import type catalogue from "./messages.fr.json";
import { recordEvent } from "./record-event.server";
import { headMatches, readChainHead, seal } from "./seal.server";
import { type Fault, verifyRecord } from "./verify.server";

const text = serverMessages<typeof catalogue>("audit");

/** The data of the chain's page. */
export interface ChainPage {
  head: { position: number; written: string; sealedAt: string } | null;
  /** The result for a pasted head: whether the chain contains it. */
  compared: { matches: boolean; position: number } | "unreadable" | null;
  verified: { at: string; entries: number; faults: number } | null;
  /** Verified again if the last verification found some. */
  faults: { kind: Fault["kind"]; position: number | null; entryId: string | null }[];
}

/** The state of the chain. @throws 404 for people who may not read the record. */
export async function readChain(viewer: Viewer, pasted: string): Promise<ChainPage> {
  requireReader(viewer);
  const [head, verified] = await Promise.all([readChainHead(), lastVerification()]);
  return {
    head: head && {
      position: head.position,
      written: writeHead(head),
      sealedAt: head.sealedAt.toISOString(),
    },
    compared: pasted ? await compare(pasted) : null,
    verified,
    faults: verified && verified.faults > 0 ? await listFaults() : [],
  };
}

async function compare(pasted: string): Promise<ChainPage["compared"]> {
  const known = readHead(pasted);
  return known ? { matches: await headMatches(known), position: known.position } : "unreadable";
}

async function lastVerification(): Promise<ChainPage["verified"]> {
  const entry = await db.auditEntry.findFirst({
    where: { action: "audit.verified" },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  if (!entry) return null;
  const { entries = 0, faults = 0 } = entry.details as { entries?: number; faults?: number };
  return { at: entry.at.toISOString(), entries, faults };
}

/** Maximum number of faults shown; the command on the server lists all of them. */
const maxShown = 100;

async function listFaults(): Promise<ChainPage["faults"]> {
  const { faults } = await verifyRecord();
  return faults.slice(0, maxShown).map(({ kind, position, entryId }) => ({ kind, position, entryId }));
}

/** Seals waiting entries and verifies the whole record, on request. @throws 404 */
export async function verifyNow(viewer: Viewer): Promise<void> {
  requireReader(viewer);
  await verifyAndRecord(viewer.personId);
}

async function verifyAndRecord(personId: string | null): Promise<number> {
  await seal("everything");
  const { sealed, faults } = await verifyRecord();
  await recordEvent(db, { personId }, "audit.verified", null, { entries: sealed, faults: faults.length });
  if (faults.length > 0) log().error({ faults: faults.length }, "the audit record is not as it was written");
  return faults.length;
}

/** Jobs of the mail queue carry ids and counts; the head is read when the mail is sent. */
interface HeadMailJob {
  personId: string;
  faults: number;
}

/** The nightly job: seals and verifies everything, and mails the chain's head out of the portal's reach. */
export async function reportRecord(): Promise<void> {
  const faults = await verifyAndRecord(null);
  await seal("everything");
  for (const personId of await listRecipients()) {
    await queueJob("audit.head-mail", { personId, faults } satisfies HeadMailJob);
  }
}

/** The auditors; without any, the administrators, so that the head does leave the server. */
async function listRecipients(): Promise<string[]> {
  for (const role of ["auditor", "administrator"] as const) {
    const people = await db.person.findMany({ where: { role }, select: { id: true } });
    if (people.length > 0) return people.map(({ id }) => id);
  }
  return [];
}

/** Mails the head to one reader of the record. The subject discloses nothing. */
export async function sendHeadMail({ personId, faults }: HeadMailJob): Promise<void> {
  const [person, head] = await Promise.all([
    db.person.findUnique({ where: { id: personId }, select: { email: true, locale: true, role: true } }),
    readChainHead(),
  ]);
  if (!person?.role || !head) return;
  const locale = person.locale ?? sourceLocale;
  await mailer().send({
    to: person.email,
    subject: text(locale, "reportMail.subject"),
    text: text(locale, "reportMail.text", {
      head: writeHead(head),
      result: text(locale, faults === 0 ? "reportMail.well" : "reportMail.faults", { faults }),
      address: `${settings().publicUrl}/journal/chaine`,
    }),
  });
}
