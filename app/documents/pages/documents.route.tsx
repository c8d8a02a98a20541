import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayWrite } from "../../authorization/viewer";
import { requireViewer } from "../../authorization/viewer.server";
import { listingPath, readListing } from "../../http/pagination";
import { localeOf } from "../../i18n/locale.server";
import { pageMeta } from "../../shell/page-meta";
import { findNarrowing } from "../../themes/themes.server";
import { ButtonLink } from "../../ui/button";
import { Chips } from "../../ui/chip";
import { EmptyState } from "../../ui/empty-state";
import { FilePlus2 } from "../../ui/icons";
import { PageHeader } from "../../ui/page-header";
import { PageLinks } from "../../ui/page-links";
import { listDocuments } from "../document-lists.server";
import { useMessages } from "../messages";
import { DocumentRows } from "./document-rows";

export const handle = { messages: ["documents.list", "documents.row"] };
export const meta = pageMeta("documents.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const { searchParams } = new URL(args.request.url);
  const { after } = readListing(searchParams);
  const theme = await findNarrowing(viewer, searchParams, locale);
  const list = await listDocuments(viewer, locale, { after, theme: theme?.id });
  return { ...list, theme, first: after === null, writes: mayWrite(viewer) };
}

export default function DocumentsPage() {
  const { documents, theme, first, next, writes } = useLoaderData<typeof loader>();
  const t = useMessages();
  const begin = writes && (
    <ButtonLink kind="main" icon={FilePlus2} to="/textes/nouveau">
      {t("list.begin")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("list.title")} lead={t("list.lead")} actions={documents.length > 0 && begin} />
      {theme && <Chips chips={[{ label: theme.name, to: "/textes" }]} />}
      {documents.length === 0 ? (
        <EmptyState drawing="document" title={t("list.empty")} actions={begin}>
          {t(writes ? "list.emptyHelp" : "list.emptyReader")}
        </EmptyState>
      ) : (
        <DocumentRows documents={documents} label={t("list.title")} withThemes level={2} />
      )}
      <PageLinks
        first={first ? null : listingPath("/textes", { theme: theme?.id })}
        next={next && listingPath("/textes", { theme: theme?.id, after: next })}
      />
    </>
  );
}
