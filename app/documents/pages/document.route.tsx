import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { localeOf } from "../../i18n/locale.server";
import { LevelMenu } from "../../notices/level-menu";
import { findLevel } from "../../notices/levels.server";
import { markThingRead } from "../../notices/notices.server";
import { sharedAddress } from "../../notices/share.server";
import { ShareMenu } from "../../notices/share-menu";
import { recordVisit } from "../../search/recent.server";
import { namedMeta } from "../../shell/page-meta";
import styles from "../documents.css?url";
import { findDocument } from "../documents.server";
import { ReadingPage } from "./reading-page";

export const handle = {
  messages: [
    "documents.page",
    "documents.aside",
    "workspaces.sign",
    "workspaces.acts",
    "notices.level",
    "notices.share",
  ],
};
export const links = () => [{ rel: "stylesheet", href: styles }];
export const meta = namedMeta<{ title: string }>(({ title }) => title);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const document = await findDocument(viewer, idFromAddress(args.params.document), locale);
  const [level] = await Promise.all([
    findLevel(viewer, "document", document.id),
    recordVisit(viewer, "document", document.id),
    markThingRead(viewer, "document", document.id),
  ]);
  return { ...document, level, address: sharedAddress(`/textes/${document.id}`) };
}

export default function DocumentRoute() {
  const document = useLoaderData<typeof loader>();
  return (
    <ReadingPage
      document={document}
      level={
        <>
          <LevelMenu level={document.level} />
          <ShareMenu address={document.address} />
        </>
      }
    />
  );
}
