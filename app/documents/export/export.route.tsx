import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { localeOf } from "../../i18n/locale.server";
import { now } from "../../services/services.server";
import { exportForms } from "./export";
import { exportDocument } from "./export.server";

/** A document as a file: Word, HTML or Markdown. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer(args);
  const asked = new URL(args.request.url).searchParams.get("forme") ?? "docx";
  const form = (Object.keys(exportForms) as (keyof typeof exportForms)[]).find((one) => one === asked);
  if (!form) badRequest();
  const locale = await localeOf(args.request, viewer.locale);
  const note = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(now());
  const { document, bytes } = await exportDocument(viewer, idFromAddress(args.params.document), {
    form,
    locale,
    words: { note, page: "Page" },
  });
  return new Response(Buffer.from(bytes), {
    headers: {
      "Content-Type": exportForms[form],
      "Content-Disposition": `attachment; filename="${document.slug}.${form}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
