import writeXlsxFile from "write-excel-file/node";
import { recordEvent } from "../audit/record-event.server";
import { requireContributor } from "../authorities/access.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { readCursor } from "../http/pagination";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { guardFormula } from "../tables/formula-guard";
import type { MatrixQuery } from "./matrix";
import { readMatrix } from "./matrix.server";
import { issuedText } from "./recommendations.server";
import { networkColumns, uhriColumns } from "./table-columns";

export const exportFormats = ["xlsx", "csv", "uhri"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const texts = serverMessages<typeof import("./messages.fr.json")>("recommendations");

/** Addressees read at once. */
const batch = 500;

const include = {
  organisation: { select: { name: true } },
  follower: { select: { name: true, acronym: true } },
  steps: { orderBy: { id: "asc" }, take: 50 },
  recommendation: { include: { themes: { include: { theme: { select: { name: true } } } }, keys: true } },
} satisfies Prisma.AddresseeInclude;
type Row = Prisma.AddresseeGetPayload<{ include: typeof include }>;

/** A file of the table, as parts: each is read when the connection has taken the one before. */
export interface ExportedTable {
  head: readonly string[];
  parts: AsyncIterable<string[][]>;
}

/**
 * The filtered table in the network's layout or in UHRI's.
 * @throws 404, 403 for viewers who take no part in the network's work.
 */
export async function exportMatrix(
  viewer: Viewer,
  query: MatrixQuery,
  format: ExportFormat,
  locale: Locale,
): Promise<ExportedTable> {
  requireContributor(viewer);
  await recordEvent(db, viewer, "list.exported", null, { list: `recommendations-${format}` });
  const head =
    format === "uhri" ? uhriColumns : networkColumns.map((column) => texts(locale, `export.${column}`));
  return { head, parts: readParts(viewer, { ...query, group: undefined, order: "number" }, format, locale) };
}

async function* readParts(viewer: Viewer, query: MatrixQuery, format: ExportFormat, locale: Locale) {
  // In UHRI's layout a recommendation is one line; its addressees follow each other.
  let before = "";
  let after: string | null = null;
  do {
    const page = await readMatrix(
      viewer,
      { ...query, after: after ? readCursor(after) : null },
      locale,
      batch,
    );
    const rows = await readRows(page.rows.map(({ id }) => id));
    const shown = rows.filter(({ recommendationId }) => {
      const again = format === "uhri" && recommendationId === before;
      before = recommendationId;
      return !again;
    });
    yield shown.map((row) => (format === "uhri" ? uhriLine(row, locale) : networkLine(row, locale)));
    after = page.next;
  } while (after);
}

async function readRows(ids: string[]): Promise<Row[]> {
  const rows = await db.addressee.findMany({ where: { id: { in: ids } }, include });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const annotationOf = ({ recommendation: { keys } }: Row) =>
  keys.find(({ key }) => key.startsWith("a "))?.key.slice(2) ?? "";

const themesOf = ({ recommendation: { themes } }: Row, locale: Locale) =>
  themes.map(({ theme }) => inLocale(readVariants(theme.name), locale));

function networkLine(row: Row, locale: Locale): string[] {
  const { recommendation: given, steps } = row;
  const lines = (values: readonly (string | null)[]) =>
    values
      .map((value) => value ?? "")
      .join("\n")
      .trim();
  return [
    String(given.number),
    given.text,
    given.translation ?? "",
    given.source,
    given.symbol ?? "",
    given.paragraph ?? "",
    annotationOf(row),
    given.body ?? "",
    given.session ?? "",
    given.issuedOn ? issuedText(given.issuedOn, given.issuedPrecision) : "",
    themesOf(row, locale).join("\n"),
    row.organisation.name,
    texts(locale, `position.${row.position}`),
    lines(steps.map(({ action }) => action)),
    lines(steps.map(({ indicator }) => indicator)),
    lines(steps.map(({ dueText }) => dueText)),
    texts(locale, `status.${row.status}`),
    row.grade,
    row.follower?.acronym ?? row.follower?.name ?? "",
    given.states.join("\n"),
    given.groups.join("\n"),
    given.goals.join("\n"),
  ];
}

const uhriPositions = {
  none: "",
  accepted: "Supported",
  partly: "Supported/Noted",
  noted: "Noted",
  rejected: "Noted",
};

function uhriLine(row: Row, locale: Locale): string[] {
  const { recommendation: given } = row;
  const extra = given.extra as Record<string, string>;
  const listed = (values: readonly string[]) => values.map((value) => `- ${value}`).join("\n");
  const position = uhriPositions[row.position];
  return [
    given.text,
    extra["Countries Concerned"] ?? "- Niger",
    given.body ? `- ${given.body}` : "",
    given.symbol ?? "",
    extra.Themes ?? listed(themesOf(row, locale)),
    listed(given.groups),
    listed(given.goals),
    given.issuedOn ? issuedText(given.issuedOn, given.issuedPrecision) : "",
    listed(given.states),
    position && `- ${position}`,
    given.kind === "observation" ? "- Concerns/Observations" : "- Recommendations",
    annotationOf(row),
    given.session ? `- ${given.session}` : "",
    extra["Regions Concerned"] ?? "- Africa",
    extra["Recommending Regions"] ?? "",
    extra["Date of publication on UHRI"] ?? "",
  ];
}

/** A workbook of the table. It is made in one piece, since a workbook is a compressed archive. */
export async function workbookOf({ head, parts }: ExportedTable): Promise<Buffer> {
  const rows: string[][] = [];
  for await (const part of parts) rows.push(...part);
  const bold = head.map((value) => ({ value, fontWeight: "bold" as const }));
  const cells = rows.map((row) => row.map((value) => ({ value: guardFormula(value), wrap: true })));
  return await writeXlsxFile([bold, ...cells], { orientation: "landscape", stickyRowsCount: 1 }).toBuffer();
}
