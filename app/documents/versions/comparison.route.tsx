import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { pageMeta } from "../../shell/page-meta";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { ViewSwitch } from "../../ui/view-switch";
import { documentPath } from "../documents";
import styles from "../documents.css?url";
import { useMessages } from "../messages";
import { ComparisonView } from "./comparison-view";
import { useVersionName } from "./version-row";
import { comparisonPath, versionsPath } from "./versions";
import versionStyles from "./versions.css?url";
import { compareVersions } from "./versions.server";

export const handle = { messages: ["documents.compare", "documents.versions", "documents.version"] };
export const links = () => [styles, versionStyles].map((href) => ({ rel: "stylesheet", href }));
export const meta = pageMeta("documents.compare.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { searchParams } = new URL(args.request.url);
  const asked = (name: string) => idFromAddress(searchParams.get(name) ?? undefined);
  const compared = await compareVersions(viewer, idFromAddress(args.params.document), {
    before: asked("avant"),
    after: asked("apres"),
  });
  const { id, slug, title } = compared.document;
  const sideBySide = searchParams.get("vue") === "cote-a-cote";
  return { ...compared, document: { id, slug, title }, sideBySide };
}

/** What changed between two versions. */
export default function ComparisonPage() {
  const { document, before, after, comparison, sideBySide } = useLoaderData<typeof loader>();
  const t = useMessages();
  const nameOf = useVersionName();
  const path = documentPath(document);
  const between = { before: before.id, after: after.id };
  return (
    <div className="flow">
      <PageHeader
        crumbs={[
          { label: document.title, to: path },
          { label: t("versions.title"), to: versionsPath(path) },
        ]}
        title={t("compare.title")}
        lead={t("compare.lead", { before: nameOf(before), after: nameOf(after) })}
        meta={comparison && <span>{t("compare.summary", { ...countsOf(comparison) })}</span>}
      />
      <ViewSwitch
        label={t("compare.look")}
        choices={[
          { to: comparisonPath(path, between), label: t("compare.inline"), current: !sideBySide },
          {
            to: comparisonPath(path, { ...between, look: "side" }),
            label: t("compare.sides"),
            current: sideBySide,
          },
        ]}
      />
      {comparison ? (
        <div className="sheet">
          {comparison.differences.some(({ state }) => state !== "same") ? (
            <ComparisonView differences={comparison.differences} sideBySide={sideBySide} />
          ) : (
            <p className="meta">{t("compare.none")}</p>
          )}
        </div>
      ) : (
        <Notice tone="warning" title={t("compare.failed")}>
          {t("compare.failedHelp")}
        </Notice>
      )}
    </div>
  );
}

const countsOf = ({ added, removed, reshaped }: { added: number; removed: number; reshaped: number }) => {
  return { added, removed, reshaped };
};
