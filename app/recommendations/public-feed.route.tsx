import type { LoaderFunctionArgs } from "@remix-run/node";
import { serverMessages } from "../i18n/catalogues.server";
import { localeOf } from "../i18n/locale.server";
import { listPublicRecommendations } from "./public.server";

const texts = serverMessages<typeof import("./messages.fr.json")>("recommendations");

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "");

/** Maximum number of entries of the feed, the latest first. */
const maxEntries = 100;

/** An Atom feed of the public recommendations: an entry changes when the status of an addressee does. */
export async function loader({ request }: LoaderFunctionArgs) {
  const locale = await localeOf(request);
  const { origin } = new URL(request.url);
  const page = `${origin}/suivi-public`;
  const entries = (await listPublicRecommendations())
    .map((each) => {
      const days = each.addressees.map(({ statusOn }) => `${statusOn}T00:00:00.000Z`);
      const updated = [each.publishedAt, ...days].sort().at(-1) ?? each.publishedAt;
      const states = each.addressees.map(
        ({ name, status }) => `${name} – ${texts(locale, `status.${status}`)}`,
      );
      return { number: each.number, text: each.text, updated, states: states.join("\n") };
    })
    .sort((one, other) => other.updated.localeCompare(one.updated))
    .slice(0, maxEntries);
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<title>${escapeXml(texts(locale, "public.title"))}</title><id>${page}</id><link href="${page}"/>
<updated>${entries[0]?.updated ?? "1970-01-01T00:00:00.000Z"}</updated>
${entries
  .map(
    ({ number, text, updated, states }) =>
      `<entry><id>${page}#${number}</id><title>${escapeXml(`${number} – ${text.slice(0, 120)}`)}</title>` +
      `<link href="${page}"/><updated>${updated}</updated><summary>${escapeXml(states)}</summary></entry>`,
  )
  .join("\n")}
</feed>`;
  return new Response(body, {
    headers: { "Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": "no-store" },
  });
}
