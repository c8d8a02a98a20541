import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireSecretariat } from "../../authorities/access.server";
import { requireViewer } from "../../authorization/viewer.server";
import { readUpload } from "../../http/upload.server";
import { pageMeta } from "../../shell/page-meta";
import { maxFileSize } from "../../tables/table";
import { SubmitButton } from "../../ui/button";
import { Section } from "../../ui/columns";
import { Upload } from "../../ui/icons";
import { TextField } from "../../ui/inputs";
import { Link } from "../../ui/link";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { useMessages } from "../messages";
import { beginImport, listImports } from "./pending.server";

export const handle = { messages: ["recommendations.import"] };
export const meta = pageMeta("recommendations.import.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return { imports: await listImports(viewer) };
}

/** Reads a file and shows its preview. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  requireSecretariat(viewer);
  const form = await readUpload(args.request, maxFileSize);
  const file = form?.get("file");
  if (!(file instanceof File) || file.size === 0) return data({ refused: true }, { status: 400 });
  const begun = await beginImport(viewer, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if ("refused" in begun) return data({ refused: true }, { status: 400 });
  return redirect(`/recommandations/import/${begun.id}`);
}

export default function ImportsPage() {
  const { imports } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/recommandations", label: t("import.crumb") }]}
        title={t("import.title")}
        lead={t("import.lead")}
      />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t("import.refused")}>
          {t("import.refusedHelp")}
        </Notice>
      )}
      <form method="post" encType="multipart/form-data" className="form">
        <TextField type="file" name="file" label={t("import.file")} accept=".xlsx,.csv,.txt" required />
        <SubmitButton icon={Upload}>{t("import.read")}</SubmitButton>
      </form>
      {imports.length > 0 && (
        <Section id="avant" title={t("import.earlier")}>
          <ul className="links">
            {imports.map(({ id, fileName, at, state }) => (
              <li key={id}>
                <Link to={`/recommandations/import/${id}`}>{fileName}</Link>{" "}
                <span className="meta">
                  {t(`import.${state}`)} · <Time at={at} look="short" />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
