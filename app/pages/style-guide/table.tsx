import { Table } from "../../ui/table";

const recommendations = [
  {
    text: "Publier chaque trimestre le nombre de personnes accueillies",
    to: "Ministère de l’Intérieur",
    days: 214,
  },
  { text: "Associer les organisations à l’évaluation des besoins", to: "Cadre de Concertation", days: 48 },
  { text: "Former la police des frontières", to: "Direction de la surveillance du territoire", days: 1093 },
];

/** A sortable table. */
export function TableSample() {
  return (
    <Table
      caption="Recommandations sans réponse"
      rows={recommendations}
      rowKey={({ text }) => text}
      columns={[
        { key: "text", header: "Recommandation", cell: ({ text }) => text, heading: true },
        { key: "to", header: "Adressée à", cell: ({ to }) => to, sort: { to: "/style?tri=a" } },
        {
          key: "days",
          header: "Jours de silence",
          numeric: true,
          cell: ({ days }) => days,
          sort: { to: "/style?tri=j", direction: "descending" },
        },
      ]}
    />
  );
}
