/** The separator of a row's cells: a tab would show as a blank in the reading view. */
const cellEnd = " | ";

const blocks = "p, div, li, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, article, section";

/**
 * The vocabulary has no tables: each row becomes a line with separated cells. Content of layout tables is unwrapped.
 */
export function flattenTables(body: HTMLElement): void {
  // Inner tables come later in document order.
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const rows = [...table.rows].map(cellsOf);
    const isLayout = rows.every((cells) => cells.filter(hasContent).length <= 1);
    const caption = table.caption?.textContent?.trim() ? [lineOf([table.caption])] : [];
    table.replaceWith(
      ...caption,
      ...rows.flatMap((cells) => (isLayout ? cells.flatMap(blocksOf) : rowOf(cells))),
    );
  }
}

/** Recognises a table in pasted plain text: the same number of tabs in each of several lines. */
export function flattenTabs(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const rows = lines.filter((line) => line.trim() !== "").map((line) => line.split("\t"));
  const columns = rows[0]?.length ?? 0;
  const isTable =
    columns > 1 &&
    rows.length > 1 &&
    rows.every((cells) => cells.length === columns) &&
    !rows.every(([first = ""]) => isListSign(first));
  return isTable ? lines.map(joinCells).join("\n") : text;
}

/** Programs put a tab between an item's marker and its words; an indented line begins with one. */
const isListSign = (cell: string): boolean => /^(\s*|[^\p{L}\p{N}]+|\(?[\p{L}\p{N}]{1,4}[.)°]*)$/u.test(cell);

const joinCells = (line: string): string =>
  line
    .trimEnd()
    .split("\t")
    .map((cell) => cell.trim())
    .join(cellEnd);

const cellsOf = (row: HTMLTableRowElement): HTMLElement[] => [...row.cells];
const hasContent = (cell: Element): boolean => /[^\s\u00a0]/.test(cell.textContent ?? "");

function rowOf(cells: HTMLElement[]): HTMLElement[] {
  const filled = cells.filter(hasContent);
  if (filled.length <= 1) return filled.map((cell) => lineOf([cell]));
  return [lineOf(cells.slice(0, cells.lastIndexOf(filled.at(-1) as HTMLElement) + 1))];
}

/** A paragraph with the content of these cells, on one line. */
function lineOf(cells: HTMLElement[]): HTMLElement {
  const [{ ownerDocument }] = cells as [HTMLElement];
  const line = ownerDocument.createElement("p");
  for (const [index, cell] of cells.entries()) {
    for (const lineBreak of cell.querySelectorAll("br")) lineBreak.replaceWith(" ");
    for (const block of [...cell.querySelectorAll(blocks)].reverse()) {
      block.replaceWith(" ", ...block.childNodes, " ");
    }
    if (index > 0) line.append(cellEnd);
    line.append(...trimmed(cell));
  }
  return line;
}

/** The content of a cell, without blanks at its ends. */
function trimmed(cell: HTMLElement): ChildNode[] {
  cell.normalize();
  const { firstChild, lastChild } = cell;
  if (firstChild instanceof Text) firstChild.data = firstChild.data.replace(/^[\s\u00a0]+/, "");
  if (lastChild instanceof Text) lastChild.data = lastChild.data.trimEnd();
  return [...cell.childNodes];
}

/** The blocks of a cell; loose words get a paragraph. */
function blocksOf(cell: HTMLElement): ChildNode[] {
  if (!hasContent(cell)) return [];
  if ([...cell.children].some((child) => child.matches(blocks))) return [...cell.childNodes];
  const paragraph = cell.ownerDocument.createElement("p");
  paragraph.append(...cell.childNodes);
  return [paragraph];
}
