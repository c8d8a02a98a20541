import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { localeOf } from "../../i18n/locale.server";
import { namedMeta } from "../../shell/page-meta";
import styles from "../documents.css?url";
import { findDocument } from "../documents.server";
import writeStyles from "../editor/write.css?url";
import { WritePage } from "./write-page";

const groups = ["page", "write", "saving", "tools", "link", "notice", "presence"];
export const handle = { needsScripts: true, messages: groups.map((group) => `documents.${group}`) };
export const links = () => [styles, writeStyles].map((href) => ({ rel: "stylesheet", href }));
export const meta = namedMeta<{ title: string }>(({ title }) => title);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  return await findDocument(viewer, idFromAddress(args.params.document), locale);
}

/** The page to write a document, or to follow it live as a reader. */
export default function WriteRoute() {
  const document = useLoaderData<typeof loader>();
  return <WritePage key={document.id} document={document} />;
}
