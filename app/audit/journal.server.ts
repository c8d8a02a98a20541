import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { addressOf } from "../http/addresses";
import { notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { csvLines } from "../tables/csv.server";
import { kindOf } from "./actions";
import type { JournalCursor, JournalEntry, JournalFilters } from "./journal";
import { countJournal, type JournalRow, listActions, readJournalRows } from "./journal-rows.server";
import type { Kind } from "./kinds";
import { isId, labelAction, labelDetail, labelObject } from "./labels.server";
import { findNames } from "./object-names.server";
import { recordPolicy } from "./policy";
import { recordEvent } from "./record-event.server";

export const journalPageSize = 50;
/** Above this number the journal shows "more than" instead of a count. */
export const countLimit = 10_000;

/** Requires a reader of the record: auditors and the secretariat. @throws 404 for everyone else. */
export function requireReader(viewer: Viewer): void {
  if (!allows(viewer, recordPolicy.read)) notFound();
}

export interface JournalPage {
  entries: JournalEntry[];
  /** The cursors of the next older and the next newer entries; null at the end. */
  older: JournalCursor | null;
  newer: JournalCursor | null;
  total: number;
  /** Every action in this reader's entries, with its label, for the filter. */
  actions: { action: string; label: string; kind: Kind }[];
}

/** One page of the record, newest first; with cursors instead of offsets, so that page 2,000 is as fast as page 1. */
export async function readJournal(
  viewer: Viewer,
  filters: JournalFilters,
  place: JournalCursor | undefined,
  locale: Locale,
): Promise<JournalPage> {
  requireReader(viewer);
  const [rows, total, actions] = await Promise.all([
    readJournalRows(viewer, filters, place, journalPageSize + 1),
    countJournal(viewer, filters, countLimit + 1),
    listActions(viewer),
  ]);
  const more = rows.length > journalPageSize;
  // When reading towards newer entries, the extra row comes first.
  const shown = place?.side === "newer" ? rows.slice(-journalPageSize) : rows.slice(0, journalPageSize);
  const names = await findNames(viewer, shown.flatMap(numbersOf), locale);
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    entries: shown.map((row) => entryOf(row, locale, names)),
    older: last && (more || place?.side === "newer") ? { side: "older", at: last.at, id: last.id } : null,
    newer:
      first && place && (more || place.side === "older")
        ? { side: "newer", at: first.at, id: first.id }
        : null,
    total,
    actions: actions.map((action) => ({ action, label: labelAction(locale, action), kind: kindOf(action) })),
  };
}

/** The ids in an entry that refer to named objects. */
const numbersOf = ({ objectId, objectName, details }: JournalRow): string[] => [
  ...(objectId && !objectName ? [objectId] : []),
  ...Object.values(details).filter(isId),
];

function entryOf(row: JournalRow, locale: Locale, names: ReadonlyMap<string, string>): JournalEntry {
  const { id, at, personId, person, organisationId, organisation, slug, objectType, objectId, objectName } =
    row;
  const { action, details, network, sealed } = row;
  return {
    id,
    action,
    network,
    sealed,
    at: at.toISOString(),
    person: personId ? { id: personId, name: person } : null,
    organisation:
      organisationId && organisation && slug
        ? { id: organisationId, name: organisation, address: addressOf({ id: organisationId, slug }) }
        : null,
    label: labelAction(locale, action),
    kind: kindOf(action),
    object: objectType
      ? {
          type: labelObject(locale, objectType),
          id: objectId,
          name: objectName ?? names.get(objectId ?? "") ?? null,
        }
      : null,
    details: Object.entries(details).map(([key, value]) => labelDetail(locale, key, value, names)),
  };
}

const exportBatch = 2_000;

/**
 * The record as CSV with the journal's filters, newest first, streamed in parts, so that a hundred thousand
 * lines are never in memory at once. The export is recorded before the first line is sent.
 */
export async function exportJournal(
  viewer: Viewer,
  filters: JournalFilters,
  locale: Locale,
): Promise<AsyncGenerator<string>> {
  requireReader(viewer);
  await recordEvent(db, viewer, "audit.exported", null);
  return journalLines(viewer, filters, locale);
}

async function* journalLines(
  viewer: Viewer,
  filters: JournalFilters,
  locale: Locale,
): AsyncGenerator<string> {
  // Excel recognises UTF-8 only by the byte order mark.
  yield `\uFEFF${csvLines([columns], ",")}`;
  let place: JournalCursor | undefined;
  do {
    const rows = await readJournalRows(viewer, filters, place, exportBatch);
    const last = rows.at(-1);
    yield csvLines(
      rows.map((row) => cellsOf(row, locale)),
      ",",
    );
    place = last && rows.length === exportBatch ? { side: "older", at: last.at, id: last.id } : undefined;
  } while (place);
}

const columns = [
  "date",
  "action",
  "action_label",
  "person_id",
  "person",
  "organisation_id",
  "organisation",
  "object_type",
  "object_id",
  "object",
  "details",
  "network",
  "entry_id",
];

function cellsOf(row: JournalRow, locale: Locale): (string | null)[] {
  return [
    row.at.toISOString(),
    row.action,
    labelAction(locale, row.action),
    row.personId,
    row.person,
    row.organisationId,
    row.organisation,
    row.objectType,
    row.objectId,
    row.objectName,
    JSON.stringify(row.details),
    row.network,
    row.id,
  ];
}
