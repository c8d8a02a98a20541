import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readSilences } from "../authorities/authorities.server";
import { requireViewer } from "../authorization/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { Section } from "../ui/columns";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { BarChart } from "./bar-chart";
import { matrixPath, readMatrixQuery } from "./matrix";
import { countByGroup, countGrades, type GroupCount } from "./matrix.server";
import { statusTones } from "./matrix-table";
import { useMessages } from "./messages";
import { grades, statuses } from "./recommendations";
import styles from "./recommendations.css?url";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = {
  messages: [
    "recommendations.figures",
    "recommendations.status",
    "recommendations.grade",
    "recommendations.matrix",
  ],
};
export const meta = pageMeta("recommendations.figures.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const query = readMatrixQuery(new URL(args.request.url).searchParams);
  const [byAuthority, bySource, silences, byYear] = await Promise.all([
    countByGroup(viewer, query, "authority", locale),
    countByGroup(viewer, query, "source", locale),
    readSilences(viewer),
    countGrades(viewer),
  ]);
  return { byAuthority, bySource, silences, byYear, query };
}

const gradeTones = { A: "leaf", B: "accent", C: "ochre", D: "neutral", E: "alert" } as const;

export default function FiguresPage() {
  const { byAuthority, bySource, silences, byYear, query } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: matrixPath(query), label: t("figures.crumb") }]}
        title={t("figures.title")}
        lead={t("figures.lead")}
      />
      <StatusFigures title={t("figures.byAuthority")} id="autorites" groups={byAuthority} />
      <StatusFigures title={t("figures.bySource")} id="sources" groups={bySource} />
      <Section id="silence" title={t("figures.silence")}>
        {silences.length === 0 ? (
          <p>{t("figures.noSilence")}</p>
        ) : (
          <>
            <BarChart
              title={t("figures.silence")}
              bars={silences.map(({ name, days }) => ({
                label: name,
                parts: [
                  { key: "days", label: t("figures.days"), count: days, tone: days > 30 ? "alert" : "ochre" },
                ],
              }))}
            />
            <Table
              caption={t("figures.silence")}
              hideCaption
              rows={silences}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "name",
                  header: t("figures.authority"),
                  heading: true,
                  cell: ({ id, slug, name }) => <Link to={`/autorites/${id}-${slug}`}>{name}</Link>,
                },
                { key: "days", header: t("figures.days"), numeric: true, cell: ({ days }) => days },
              ]}
            />
          </>
        )}
      </Section>
      <Section id="notes" title={t("figures.grades")}>
        {byYear.length === 0 ? (
          <p>{t("figures.noGrade")}</p>
        ) : (
          <>
            <BarChart
              title={t("figures.grades")}
              bars={byYear.map(({ label, counts }) => ({
                label,
                parts: grades.map((grade) => ({
                  key: grade,
                  label: t(`grade.${grade}`),
                  count: counts[grade] ?? 0,
                  tone: gradeTones[grade],
                })),
              }))}
            />
            <Table
              caption={t("figures.grades")}
              hideCaption
              rows={byYear}
              rowKey={({ label }) => label}
              columns={[
                { key: "year", header: t("figures.year"), heading: true, cell: ({ label }) => label },
                ...grades.map((grade) => ({
                  key: grade,
                  header: t("grade.letter", { grade }),
                  numeric: true,
                  cell: ({ counts }: GroupCount) => counts[grade] ?? 0,
                })),
              ]}
            />
          </>
        )}
        <p className="meta">{t("figures.apart")}</p>
      </Section>
    </div>
  );
}

interface StatusFiguresProps {
  id: string;
  title: string;
  groups: readonly GroupCount[];
}

function StatusFigures({ id, title, groups }: StatusFiguresProps) {
  const t = useMessages();
  const used = statuses.filter((status) => groups.some(({ counts }) => counts[status]));
  return (
    <Section id={id} title={title}>
      <BarChart
        title={title}
        bars={groups.map(({ label, counts }) => ({
          label: label || t("matrix.noGroup"),
          parts: used.map((status) => ({
            key: status,
            label: t(`status.${status}`),
            count: counts[status] ?? 0,
            tone: statusTones[status],
          })),
        }))}
      />
      <Table
        caption={title}
        hideCaption
        rows={groups}
        rowKey={({ label }) => label}
        columns={[
          { key: "label", header: title, heading: true, cell: ({ label }) => label || t("matrix.noGroup") },
          ...used.map((status) => ({
            key: status,
            header: t(`status.${status}`),
            numeric: true,
            cell: ({ counts }: GroupCount) => counts[status] ?? 0,
          })),
          { key: "total", header: t("figures.total"), numeric: true, cell: ({ total }) => total },
        ]}
      />
    </Section>
  );
}
