import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { findCanonical } from "./editions.server";

/** The canonical form of a frozen text, byte for byte: its SHA-256 can be computed by anyone who reads it. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer(args);
  const { document, edition, canonical } = await findCanonical(
    viewer,
    idFromAddress(args.params.document),
    args.params.number,
  );
  return new Response(canonical, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${document.slug}-${edition.number}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
}
