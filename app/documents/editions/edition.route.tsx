import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { pageMeta } from "../../shell/page-meta";
import { Badge } from "../../ui/badge";
import { ButtonLink } from "../../ui/button";
import { Download, Lock } from "../../ui/icons";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { documentPath } from "../documents";
import styles from "../documents.css?url";
import { useMessages } from "../messages";
import { ReadingView } from "../pages/reading-view";
import versionStyles from "../versions/versions.css?url";
import { editionPath } from "./editions";
import { findEdition } from "./editions.server";

export const handle = { messages: ["documents.edition", "documents.page"] };
export const links = () => [styles, versionStyles].map((href) => ({ rel: "stylesheet", href }));
export const meta = pageMeta("documents.edition.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { document, edition, html } = await findEdition(
    viewer,
    idFromAddress(args.params.document),
    args.params.number,
  );
  const { id, slug, title } = document;
  return { document: { id, slug, title }, edition, html };
}

/** A frozen text, as it was validated, with its number and hash. */
export default function EditionPage() {
  const { document, edition, html } = useLoaderData<typeof loader>();
  const t = useMessages();
  const path = documentPath(document);
  return (
    <>
      <PageHeader
        crumbs={[{ label: document.title, to: path }]}
        title={edition.title}
        state={
          <Badge tone="leaf" icon={Lock}>
            {t("edition.badge", { number: edition.number })}
          </Badge>
        }
        meta={
          <>
            <span>
              {t("edition.at")} <Time at={edition.createdAt} look="moment" />
            </span>
            <span className="number">{t("page.words", { count: edition.words })}</span>
          </>
        }
        actions={
          <ButtonLink icon={Download} to={`${editionPath(path, edition.number)}/forme`} reloadDocument>
            {t("edition.canonical")}
          </ButtonLink>
        }
      />
      <div className="flow">
        <ReadingView html={html} empty={t("page.empty")} />
        <Notice title={t("edition.hash")}>
          <p className="hash">{edition.sha256}</p>
          <p>{t("edition.hashHelp")}</p>
        </Notice>
      </div>
    </>
  );
}
