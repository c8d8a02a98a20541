import type { LoaderFunctionArgs } from "@remix-run/node";
import { serverMessages } from "../i18n/catalogues.server";
import { localeOf } from "../i18n/locale.server";
import { csvLines } from "../tables/csv.server";
import { listPublicRecommendations } from "./public.server";

const texts = serverMessages<typeof import("./messages.fr.json")>("recommendations");

/** The public follow-up as CSV: what the public page shows, and nothing else. */
export async function loader({ request }: LoaderFunctionArgs) {
  const locale = await localeOf(request);
  const rows = (await listPublicRecommendations()).flatMap((each) =>
    each.addressees.map((addressee) => [
      each.number,
      each.text,
      each.source,
      addressee.name,
      texts(locale, `position.${addressee.position}`),
      texts(locale, `status.${addressee.status}`),
      addressee.statusOn,
      addressee.grade,
      addressee.silence,
    ]),
  );
  const head = (
    ["number", "text", "source", "authority", "position", "status", "statusOn", "grade", "silence"] as const
  ).map((column) => texts(locale, `export.${column}`));
  return new Response(`\ufeff${csvLines([head, ...rows])}`, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="suivi-public.csv"',
      "Cache-Control": "no-store",
    },
  });
}
