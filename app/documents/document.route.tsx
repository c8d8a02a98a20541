import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noteSeen } from "../finder/seen.server";
import { namedMeta } from "../house/page-meta";
import { idFromAddress } from "../http/addresses";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import styles from "./documents.css?url";
import { findDocument } from "./documents.server";
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
  await noteSeen(viewer, "document", document.id);
  return document;
}

export default function DocumentRoute() {
  return <ReadingPage document={useLoaderData<typeof loader>()} />;
}
