import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { localeOf } from "../../i18n/locale.server";
import { recordVisit } from "../../search/recent.server";
import { namedMeta } from "../../shell/page-meta";
import styles from "../documents.css?url";
import { findDocument } from "../documents.server";
import { ReadingPage } from "./reading-page";

export const handle = {
  messages: ["documents.page", "documents.aside", "workspaces.sign", "workspaces.acts"],
};
export const links = () => [{ rel: "stylesheet", href: styles }];
export const meta = namedMeta<{ title: string }>(({ title }) => title);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const document = await findDocument(viewer, idFromAddress(args.params.document), locale);
  await recordVisit(viewer, "document", document.id);
  return document;
}

export default function DocumentRoute() {
  return <ReadingPage document={useLoaderData<typeof loader>()} />;
}
