import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { namedMeta } from "../shell/page-meta";
import { EmptyState } from "../ui/empty-state";
import { Library } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import fileStyles from "./files.css?url";
import { LibraryRows } from "./library-rows";
import { findCollection } from "./library-sharing.server";
import { useMessages } from "./messages";

export const handle = { messages: ["library", "kind", "language"].map((group) => `files.${group}`) };
export const meta = namedMeta<{ collection: { name: string } }>(({ collection }) => collection.name);
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  return { collection: await findCollection(viewer, idFromAddress(args.params.collection)) };
}

/** A selection of the library in its order. */
export default function CollectionPage() {
  const { collection } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/bibliotheque", label: t("library.title") }]}
        title={collection.name}
        lead={collection.description || undefined}
      />
      {collection.files.length > 0 ? (
        <LibraryRows rows={collection.files} label={collection.name} />
      ) : (
        <EmptyState icon={Library} title={t("library.emptyCollection")}>
          {t("library.emptyCollectionHelp")}
        </EmptyState>
      )}
    </div>
  );
}
