import { addressOf } from "../http/addresses";
import { OrganisationBadges } from "../organisations/badges";
import { valueLabel } from "../organisations/custom-fields/custom-fields";
import { useValueWords } from "../organisations/custom-fields/fields-context";
import { useMessages as useOrganisationMessages } from "../organisations/messages";
import { useVocabulary } from "../organisations/use-vocabulary";
import { Card, Cards } from "../ui/card";
import { Link } from "../ui/link";
import { Rows } from "../ui/rows";
import { Table } from "../ui/table";
import { Time } from "../ui/time";
import { directoryPath, type Sort } from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";
import { DirectoryRow } from "./directory-row";
import type { CustomColumn, Listed, Tabled } from "./listed-organisation";
import { Marked } from "./marked";
import { useMessages } from "./messages";

/** Results, as rows or cards. */
export function DirectoryList({ cards, found }: { cards: boolean; found: readonly Listed[] }) {
  const t = useMessages();
  if (cards) {
    return (
      <Cards>
        {found.map((organisation) => (
          <DirectoryCard key={organisation.id} organisation={organisation} />
        ))}
      </Cards>
    );
  }
  return (
    <Rows label={t("list.title")}>
      {found.map((organisation) => (
        <DirectoryRow key={organisation.id} organisation={organisation} />
      ))}
    </Rows>
  );
}

function DirectoryCard({ organisation }: { organisation: Listed }) {
  const { markedName, acronym, markedMission, type } = organisation;
  return (
    <Card
      title={
        <>
          <Marked parts={markedName} />
          {acronym && ` (${acronym})`}
        </>
      }
      to={`/annuaire/${addressOf(organisation)}`}
      meta={
        <>
          <OrganisationBadges organisation={organisation} /> {type}
        </>
      }
    >
      {markedMission.length > 0 && (
        <p>
          <Marked parts={markedMission} />
        </p>
      )}
    </Card>
  );
}

interface DirectoryTableProps {
  query: DirectoryQuery;
  found: readonly Tabled[];
  /** Fields of the secretariat. */
  columns?: readonly CustomColumn[];
  /** False when printed: no sort links. */
  sorted?: boolean;
}

/** The list as a table. */
export function DirectoryTable({ query, found, columns = [], sorted = true }: DirectoryTableProps) {
  const t = useMessages();
  const labels = useOrganisationMessages();
  const { relationLabel } = useVocabulary();
  const words = useValueWords();
  const sortBy = (tri: Sort, direction: "ascending" | "descending") =>
    sorted
      ? {
          to: directoryPath({ ...query, tri, page: 1 }),
          direction: query.tri === tri ? direction : undefined,
        }
      : undefined;
  return (
    <Table
      caption={t("list.title")}
      hideCaption
      rows={found}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: labels("column.name"),
          heading: true,
          sort: sortBy("nom", "ascending"),
          cell: (organisation) => (
            <Link to={`/annuaire/${addressOf(organisation)}`}>
              <Marked parts={organisation.markedName} />
            </Link>
          ),
        },
        { key: "acronym", header: labels("column.acronym"), cell: ({ acronym }) => acronym },
        { key: "type", header: labels("column.type"), cell: ({ type }) => type },
        {
          key: "relation",
          header: labels("column.relation"),
          cell: ({ relation }) => relationLabel(relation),
        },
        { key: "regions", header: labels("column.regions"), cell: ({ regions }) => regions.join(", ") },
        { key: "themes", header: labels("column.themes"), cell: ({ themes }) => themes.join(", ") },
        ...columns.map(({ code, kind, label, options }) => ({
          key: code,
          header: label,
          numeric: kind === "number",
          cell: ({ custom }: Tabled) => {
            const value = custom?.[code] ?? "";
            return words(kind, valueLabel({ kind, options }, value));
          },
        })),
        {
          key: "confirmed",
          header: labels("column.confirmed"),
          sort: sortBy("confirmation", "descending"),
          cell: ({ confirmedAt }) => confirmedAt && <Time at={confirmedAt} look="short" />,
        },
      ]}
    />
  );
}
