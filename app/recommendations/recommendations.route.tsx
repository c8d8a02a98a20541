import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listAuthorityNames } from "../authorities/authorities.server";
import { isSecretariat, mayWrite } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { requireId } from "../http/addresses";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { readCursor } from "../http/pagination";
import { isUuid } from "../http/uuid";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { listThemes } from "../themes/themes.server";
import { ButtonLink, SubmitButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ExportForm } from "../ui/export-form";
import { Form } from "../ui/form";
import { Check, ListChecks, Plus } from "../ui/icons";
import { Link } from "../ui/link";
import { Menu } from "../ui/menu";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { changeFollowUp } from "./follow-up.server";
import { type MatrixQuery, type MatrixRow, matrixPath, readMatrixQuery } from "./matrix";
import { listBodies, readMatrix } from "./matrix.server";
import { MatrixFilters } from "./matrix-filters";
import { MatrixTable } from "./matrix-table";
import { useMessages } from "./messages";
import styles from "./recommendations.css?url";
import { followUpSchema } from "./recommendations-form.server";
import { StateFields } from "./state-fields";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = {
  messages: [
    "recommendations.matrix",
    "recommendations.status",
    "recommendations.position",
    "recommendations.grade",
    "recommendations.due",
  ],
};
export const meta = pageMeta("recommendations.matrix.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const params = new URL(args.request.url).searchParams;
  const query = readMatrixQuery(params);
  const [page, authorities, themes, bodies] = await Promise.all([
    readMatrix(viewer, query, locale),
    listAuthorityNames(viewer),
    listThemes(viewer, locale),
    listBodies(viewer),
  ]);
  const edited = params.get("ligne") ?? "";
  return {
    page,
    query,
    lists: { authorities, themes: themes.map(({ id, name }) => ({ id, name })), bodies },
    writes: mayWrite(viewer),
    secretariat: isSecretariat(viewer),
    edited: mayWrite(viewer) && isUuid(edited) ? edited : null,
  };
}

/** Saves the state of one row, and returns to it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const form = await readForm(args.request);
  const submission = checkForm(form, followUpSchema);
  if (submission.status !== "success" || submission.value.what !== "state") badRequest();
  const recommendation = requireId(String(form.get("recommendation") ?? ""));
  const refused = await changeFollowUp(viewer, recommendation, submission.value);
  if (refused) return data({ refused }, { status: 409 });
  const query = readMatrixQuery(new URL(args.request.url).searchParams);
  return redirect(`${matrixPath(query)}#l-${submission.value.addressee}`);
}

export default function RecommendationsPage() {
  const { page, query, lists, writes, secretariat, edited } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const { after: _, order: __, group: ___, ...filters } = query as MatrixQuery;
  const active = Object.values(filters).some(Boolean);
  return (
    <div className="flow">
      <PageHeader
        title={t("matrix.title")}
        lead={t("matrix.lead")}
        meta={
          <p role="status">
            {t("matrix.counts", { rows: page.total, count: page.recommendations, late: page.late })}
          </p>
        }
        actions={
          <>
            {writes && (
              <ButtonLink icon={Plus} kind="main" to="/recommandations/nouvelle">
                {t("matrix.new")}
              </ButtonLink>
            )}
            <Tools query={query as MatrixQuery} writes={writes} secretariat={secretariat} />
          </>
        }
      />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t(`matrix.refused.${answer.refused}`)}>
          {t("matrix.refusedHelp")}
        </Notice>
      )}
      <MatrixFilters query={query as MatrixQuery} lists={lists} active={active} />
      {page.rows.length === 0 ? (
        <EmptyState icon={ListChecks} title={t("matrix.empty")}>
          {t(active ? "matrix.emptyFilter" : "matrix.emptyHelp")}
        </EmptyState>
      ) : (
        <MatrixTable
          rows={page.rows}
          group={query.group}
          editPath={
            writes ? (row) => `${matrixPath(query as MatrixQuery, { ligne: row.id })}#l-${row.id}` : undefined
          }
          editorOf={(row) =>
            row.id === edited ? <RowEditor row={row} query={query as MatrixQuery} /> : undefined
          }
        />
      )}
      {page.next && (
        <p>
          <Link to={matrixPath({ ...query, after: readCursor(page.next) })} rel="next">
            {t("matrix.more")}
          </Link>
        </p>
      )}
    </div>
  );
}

/** Edits one row in place: Enter saves, the link beside the button leaves it as it is. */
function RowEditor({ row, query }: { row: MatrixRow; query: MatrixQuery }) {
  const t = useMessages();
  return (
    <td colSpan={2}>
      <Form method="post" action={matrixPath(query)} className="form" preventScrollReset>
        <input type="hidden" name="what" value="state" />
        <input type="hidden" name="recommendation" value={row.recommendationId} />
        <input type="hidden" name="addressee" value={row.id} />
        <input type="hidden" name="version" value={row.version} />
        <StateFields
          position={row.position}
          status={row.status === "void" ? "formulated" : row.status}
          inRow
        />
        <div className="line">
          <SubmitButton small icon={Check}>
            {t("matrix.save")}
          </SubmitButton>
          <Link to={`${matrixPath(query)}#l-${row.id}`} preventScrollReset>
            {t("matrix.cancel")}
          </Link>
        </div>
      </Form>
    </td>
  );
}

function Tools({
  query,
  writes,
  secretariat,
}: {
  query: MatrixQuery;
  writes: boolean;
  secretariat: boolean;
}) {
  const t = useMessages();
  return (
    <Menu label={t("matrix.tools")}>
      <Link to="/recommandations/chiffres">{t("matrix.figures")}</Link>
      <Link to="/autorites">{t("matrix.authorities")}</Link>
      {writes && <Link to="/recommandations/rapport">{t("matrix.report")}</Link>}
      {secretariat && <Link to="/recommandations/import">{t("matrix.import")}</Link>}
      <Link to="/suivi-public">{t("matrix.public")}</Link>
      {writes && (
        <>
          <hr />
          {(["xlsx", "csv", "uhri"] as const).map((format) => (
            <ExportForm key={format} kind="quiet" wide action={matrixPath(query, { format }, "/export")}>
              {t(`matrix.export.${format}`)}
            </ExportForm>
          ))}
        </>
      )}
    </Menu>
  );
}
