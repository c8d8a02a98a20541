import { actingFor, recordEvent } from "../audit/record-event.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import type { Cursor, Page } from "../http/pagination";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import { listInvitations } from "../invitations/invitation-lists.server";
import { type InvitationRow, invitationStates } from "../invitations/invitations";
import { listMandates } from "../mandates/mandate-lists.server";
import { mandateStates } from "../mandates/mandates";
import { organisationStates } from "../membership/admission";
import { listOrganisations } from "../membership/admissions.server";
import { listColleagues } from "../membership/colleagues.server";
import { peopleFilters } from "../membership/network-people";
import { listPeople } from "../membership/network-people.server";
import type { CsvFile } from "../tables/csv.server";
import type catalogue from "./messages.fr.json";

const text = serverMessages<typeof catalogue>("secretariat");

const membership = serverMessages<typeof import("../membership/messages.fr.json")>("membership");
const invitations = serverMessages<typeof import("../invitations/messages.fr.json")>("invitations");
const mandates = serverMessages<typeof import("../mandates/messages.fr.json")>("mandates");

type Cells = (string | number | null)[];

/** All rows of a list, loaded page by page, to limit memory use for large lists. */
async function* everyPart<Row>(
  list: (after: Cursor | null) => Promise<Page<Row>>,
  cells: (row: Row) => Cells,
): AsyncGenerator<Cells[]> {
  let after: Cursor | null = null;
  do {
    const part: Page<Row> = await list(after);
    yield part.rows.map(cells);
    after = part.next;
  } while (after);
}

const among = <Value extends string>(values: readonly Value[], asked: string | null): Value | "" =>
  values.find((value) => value === asked) ?? "";

interface Asked {
  viewer: Viewer;
  params: URLSearchParams;
  q: string;
  /** The language of the file, the same as on the page. */
  locale: Locale;
}

type Parts = (asked: Asked) => AsyncGenerator<Cells[]>;

/** The target of an invitation, in the words of the list of invitations. */
function invitedTo(locale: Locale, row: InvitationRow): string {
  if (row.to === "guest") return invitations(locale, "state.guest");
  if (row.to === "network") return invitations(locale, `state.network.${row.role}`);
  return invitations(locale, `state.organisation.${row.role}`, { organisation: row.organisation });
}

/** All exportable lists: column names, and rows as the page shows them. */
const lists: Record<string, { columns: (keyof typeof catalogue)[]; parts: Parts }> = {
  personnes: {
    columns: ["export.name", "export.email", "export.role", "export.organisations"],
    parts: ({ viewer, params, q, locale }) =>
      everyPart(
        (after) => listPeople(viewer, { q, after, filter: among(peopleFilters, params.get("voir")) }),
        ({ name, email, role, memberships }) => [
          name,
          email,
          role && membership(locale, `networkRole.${role}`),
          memberships.map(({ organisation }) => organisation).join(", "),
        ],
      ),
  },
  organisations: {
    columns: [
      "export.name",
      "export.acronym",
      "export.state",
      "export.class",
      "export.since",
      "export.people",
    ],
    parts: ({ viewer, params, q, locale }) =>
      everyPart(
        (after) =>
          listOrganisations(viewer, { q, after, state: among(organisationStates, params.get("etat")) }),
        (row) => [
          row.name,
          row.acronym,
          membership(locale, `state.${row.state}`),
          row.class && membership(locale, `class.${row.class}`),
          row.since?.slice(0, 10) ?? null,
          row.people,
        ],
      ),
  },
  invitations: {
    columns: [
      "export.name",
      "export.email",
      "export.organisation",
      "export.state",
      "export.since",
      "export.until",
    ],
    parts: ({ viewer, params, q, locale }) =>
      everyPart(
        (after) => listInvitations(viewer, { q, after, state: among(invitationStates, params.get("etat")) }),
        (row) => [
          row.name,
          row.email,
          invitedTo(locale, row),
          invitations(locale, `state.${row.state}`),
          row.createdAt.slice(0, 10),
          row.expiresAt.slice(0, 10),
        ],
      ),
  },
  mandats: {
    columns: [
      ...(["export.organisation", "export.name", "export.alternates"] as const),
      ...(["export.from", "export.until", "export.state"] as const),
    ],
    parts: ({ viewer, params, q, locale }) =>
      everyPart(
        (after) => listMandates(viewer, { q, after, state: among(mandateStates, params.get("etat")) }),
        (row) => [
          row.organisation,
          row.person,
          row.alternates.join(", "),
          row.from,
          row.until,
          mandates(locale, `state.${row.state}`),
        ],
      ),
  },
};

/** Exports a list of the secretariat as a file; audited. @throws 404 for everyone else, or when there is no such list. */
export async function exportList(
  viewer: Viewer,
  name: string | undefined,
  params: URLSearchParams,
  locale: Locale,
): Promise<CsvFile> {
  const list = name && Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (!list || !isSecretariat(viewer)) notFound();
  await recordEvent(db, viewer, "list.exported", null, { list: name ?? "" });
  const q = (params.get("q") ?? "").slice(0, 200);
  const head = list.columns.map((column) => text(locale, column));
  return { name: name ?? "", head, parts: list.parts({ viewer, params, q, locale }) };
}

/** Exports the people of one's own organisation as a file; audited. @throws 404 */
export async function exportColleagues(
  viewer: Viewer,
  organisationId: string,
  locale: Locale,
): Promise<CsvFile> {
  await listColleagues(viewer, organisationId, { q: "", after: null });
  await recordEvent(db, actingFor(viewer, organisationId), "list.exported", null, { list: "colleagues" });
  const head = (["export.name", "export.function", "export.email", "export.role"] as const).map((column) =>
    text(locale, column),
  );
  const parts = everyPart(
    (after) => listColleagues(viewer, organisationId, { q: "", after }),
    ({ name, function: what, email, role }) => [name, what, email, membership(locale, `role.${role}`)],
  );
  return { name: "personnes", head, parts };
}
