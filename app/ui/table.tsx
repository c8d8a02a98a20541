import { type ReactNode, useId } from "react";
import { ArrowDown, ArrowUp, ArrowUpDown } from "./icons";
import { Link } from "./link";
import { useMessages } from "./messages";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Aligns figures at the end. */
  numeric?: boolean;
  /** This cell is the row's header. */
  heading?: boolean;
  /** URL of the table sorted by this column, and its current direction. */
  sort?: { to: string; direction?: "ascending" | "descending" };
}

interface TableProps<Row> {
  /** Caption and accessible name of the table. */
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A table. On phones it scrolls inside its container, not with the page. */
export function Table<Row>({ caption, hideCaption, columns, rows, rowKey }: TableProps<Row>) {
  const captionId = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className="table-box" aria-labelledby={captionId} tabIndex={0}>
      <table>
        <caption id={captionId} className={hideCaption ? "hidden-text" : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Header key={column.key} header={column.header} numeric={column.numeric} sort={column.sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell, numeric, heading }) => {
                const className = numeric ? "numeric" : undefined;
                return heading ? (
                  <th key={key} scope="row" className={className}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className={className}>
                    {cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Header({ header, numeric, sort }: Pick<Column<unknown>, "header" | "numeric" | "sort">) {
  const t = useMessages();
  const className = numeric ? "numeric" : undefined;
  if (!sort) {
    return (
      <th scope="col" className={className}>
        {header}
      </th>
    );
  }
  const Icon = sort.direction === "ascending" ? ArrowUp : sort.direction ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" className={className} aria-sort={sort.direction ?? "none"}>
      <Link to={sort.to} preventScrollReset title={t("table.sort", { column: header })}>
        {header}
        <Icon aria-hidden="true" />
      </Link>
    </th>
  );
}
