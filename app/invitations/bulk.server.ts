import { z } from "zod";
import { currentRights } from "../accounts/current-rights.server";
import { allows } from "../authorization/policy";
import type { OrganisationRole, Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { emailField } from "../http/form-fields.server";
import { now } from "../services/services.server";
import { csvLines } from "../tables/csv.server";
import { decodeText } from "../tables/decode-text";
import type { TableRefusal } from "../tables/table";
import { readTable } from "../tables/table-reader.server";
import type { LineProblem, ListLine, ListRefusal, ReadList } from "./bulk";
import { prepareInvitation } from "./invitation-lists.server";
import { createInvitation } from "./invitations.server";
import {
  listTitles,
  peopleOf,
  peopleOfRecipients,
  type WrittenLine,
  type WrittenList,
} from "./list-file.server";
import { invitationPolicy } from "./policy";
import { readRecipients } from "./recipients";

/** A line with its organisation resolved, for the preview. */
interface Looked extends ListLine {
  organisationId: string | null;
}

const roles: Record<string, OrganisationRole> = {
  "": "member",
  membre: "member",
  member: "member",
  "point focal": "focal_point",
  focal: "focal_point",
  "focal point": "focal_point",
};

/** The list of a file as CSV text, which the confirmation form submits again; or the reason for refusing the file. */
export async function readListFile(
  viewer: Viewer,
  bytes: Uint8Array,
): Promise<{ text: string } | { refused: ListRefusal }> {
  await prepareInvitation(viewer, undefined);
  const table = await readTable(bytes, { knownTitles: listTitles });
  if (typeof table === "string") return { refused: refusals[table] };
  const isText = table.sheetNames.length === 0;
  const people = (isText ? await readPeople(decodeText(bytes)) : null) ?? peopleOf(table);
  if (!people) return { refused: "noAddress" };
  const rows = people.lines.map(({ email, name, organisation, role }) => [email, name, organisation, role]);
  return { text: csvLines([["Courriel", "Nom", "Organisation", "Rôle"], ...rows]) };
}

const refusals: Record<TableRefusal, ListRefusal> = {
  empty: "noAddress",
  oldExcel: "oldExcel",
  openDocument: "openDocument",
  notATable: "unreadable",
  broken: "unreadable",
  tooManyLines: "tooMuch",
  tooManyColumns: "tooMuch",
  tooLarge: "tooMuch",
  tooHeavy: "tooMuch",
};

/** The people of a pasted text: mail recipients or table rows. Null when it is neither. */
async function readPeople(text: string): Promise<WrittenList | null> {
  const recipients = readRecipients(text);
  if (recipients) return peopleOfRecipients(recipients);
  const table = await readTable(Buffer.from(text), { knownTitles: listTitles });
  return typeof table === "string" ? null : peopleOf(table);
}

/**
 * Preview of each line of a list; writes nothing. Does not reveal whether a person has an account, beyond what the viewer
 * may know already (their organisation's people and invitations).
 * @param fallback the organisation of lines without one.
 * @returns null when the text is not a list. @throws 404 for viewers who may not invite.
 */
export async function previewList(
  viewer: Viewer,
  text: string,
  fallback: string | null,
): Promise<ReadList | null> {
  const read = await lookAt(viewer, text, fallback);
  return read && { beyond: read.beyond, lines: read.lines.map(({ organisationId: _, ...line }) => line) };
}

/**
 * Invites everybody of a list as previewed, in one transaction. Idempotent: a repeated request finds the people invited.
 * @returns how many were invited.
 */
export async function inviteList(viewer: Viewer, text: string, fallback: string | null): Promise<number> {
  const read = await lookAt(viewer, text, fallback);
  const inviting = (read?.lines ?? []).filter(({ effect }) => effect === "invites");
  await inTransaction(
    async (tx) => {
      const inviter = await currentRights(tx, viewer.personId);
      for (const { email, name, role, organisationId } of inviting) {
        if (!organisationId || !role) continue;
        await createInvitation(tx, inviter, {
          to: "organisation",
          organisation: organisationId,
          role,
          by: "mail",
          email,
          name: name || undefined,
          key: newId(),
        });
      }
    },
    { timeoutMs: 60_000 },
  );
  return inviting.length;
}

async function lookAt(viewer: Viewer, text: string, fallback: string | null) {
  await prepareInvitation(viewer, undefined);
  const read = await readPeople(text);
  if (!read) return null;
  const places = await readPlaces(read.lines, fallback);
  const known = await readKnown(read.lines);
  const seen = new Set<string>();
  const lines = read.lines.map((line) => look(viewer, line, places, known, seen));
  return { lines, beyond: read.beyond };
}

function look(
  viewer: Viewer,
  { line, email, name, organisation, role }: WrittenLine,
  places: Places,
  known: Known,
  seen: Set<string>,
): Looked {
  const found = places.find(organisation);
  const place = found === "none" || found === "many" ? null : found;
  const written = {
    line,
    email,
    name,
    role: roles[role] ?? null,
    organisation: place?.name ?? organisation,
    organisationId: place?.id ?? null,
  };
  const wrong = (problem: LineProblem): Looked => ({ ...written, effect: "wrong", problem });
  if (!emailField.safeParse(email).success) return wrong("email");
  if (found === "none") return wrong("organisation");
  if (found === "many" || !place) return wrong("ambiguous");
  if (!allows(viewer, invitationPolicy["invite.organisation"], place.id)) return wrong("notYours");
  if (!written.role) return wrong("role");
  const both = `${email} ${place.id}`;
  const effect = known.members.has(both)
    ? "memberAlready"
    : known.invited.has(both)
      ? "invitedAlready"
      : seen.has(both)
        ? "repeated"
        : "invites";
  seen.add(both);
  return { ...written, effect, problem: null };
}

interface Places {
  find(words: string): { id: string; name: string } | "none" | "many";
}

/** Resolves the organisations of lines by acronym or name, ignoring accents, case and full stops (J.M.E.D.). */
async function readPlaces(lines: readonly WrittenLine[], fallback: string | null): Promise<Places> {
  const words = [...new Set(lines.map(({ organisation }) => organisation).filter(Boolean))];
  const rows = await db.$queryRaw<{ words: string; id: string; name: string }[]>`
    SELECT w.words, o."id", COALESCE(o."acronym", o."name") AS "name" FROM unnest(${words}::text[]) AS w(words)
    JOIN "Organisation" o ON public.word_key(o."name") = public.word_key(w.words)
      OR public.word_key(o."acronym") = public.word_key(w.words)
    WHERE o."outside" = 'network' OR EXISTS (SELECT FROM "Admission" a WHERE a."organisationId" = o."id")
      OR EXISTS (SELECT FROM "Candidacy" c WHERE c."organisationId" = o."id")`;
  const own = z.uuid().safeParse(fallback).data;
  const otherwise = own
    ? await db.organisation.findUnique({
        where: { id: own },
        select: { id: true, name: true, acronym: true },
      })
    : null;
  return {
    find(named) {
      if (!named) return otherwise ? { id: otherwise.id, name: otherwise.acronym ?? otherwise.name } : "none";
      const found = rows.filter((row) => row.words === named);
      const [only] = found;
      return found.length > 1 ? "many" : (only ?? "none");
    },
  };
}

interface Known {
  members: Set<string>;
  invited: Set<string>;
}

async function readKnown(lines: readonly WrittenLine[]): Promise<Known> {
  const emails = [...new Set(lines.map(({ email }) => email))];
  const [members, invited] = await Promise.all([
    db.membership.findMany({
      where: { person: { email: { in: emails } } },
      select: { organisationId: true, person: { select: { email: true } } },
    }),
    db.invitation.findMany({
      where: { email: { in: emails }, acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
      select: { organisationId: true, email: true },
    }),
  ]);
  return {
    members: new Set(members.map(({ organisationId, person }) => `${person.email} ${organisationId}`)),
    invited: new Set(invited.map(({ organisationId, email }) => `${email} ${organisationId}`)),
  };
}
