import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { DocumentRows } from "../documents/space-document-rows";
import { listSpaceDocuments } from "../documents/space-documents.server";
import { idFromAddress } from "../http/addresses";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FilePlus2 } from "../ui/icons";
import { PageLinks } from "../ui/page-links";
import { useMessages } from "./messages";
import { SpaceHead } from "./space-head";
import { findOpenSpace } from "./space-pages.server";
import { spacePath } from "./spaces";

const groups = ["head", "sign", "documents"];
export const handle = { messages: groups.map((group) => `workspaces.${group}`) };
export const meta = pageMeta("workspaces.documents.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findOpenSpace(viewer, idFromAddress(args.params.space), locale);
  const { after } = readListing(new URL(args.request.url).searchParams);
  return { space, first: after === null, ...(await listSpaceDocuments(viewer, space.id, { after })) };
}

export default function SpaceTextsPage() {
  const { space, documents, first, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <SpaceHead
        space={space}
        title={t("documents.title")}
        actions={
          space.writes && (
            <ButtonLink kind="main" icon={FilePlus2} to={`/textes/nouveau?espace=${space.id}`}>
              {t("documents.start")}
            </ButtonLink>
          )
        }
      />
      {documents.length === 0 ? (
        <EmptyState drawing="document" title={t("documents.empty")}>
          {t("documents.emptyHelp")}
        </EmptyState>
      ) : (
        <DocumentRows documents={documents} label={t("documents.title")} />
      )}
      <PageLinks
        first={first ? null : spacePath(space, "textes")}
        next={next && listingPath(spacePath(space, "textes"), { after: next })}
      />
    </>
  );
}
