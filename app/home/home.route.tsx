import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { listThreads } from "../discussions/thread-lists.server";
import type { FrameData } from "../house/frame.server";
import { pageMeta } from "../house/page-meta";
import { standingOf } from "../http/viewer";
import { findViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { countDirectory } from "../organisations/directory.server";
import { listOwnOrganisations } from "../organisations/organisations.server";
import { now } from "../ports/ports.server";
import { listThemes } from "../themes/themes.server";
import { MemberHome } from "./member-home";
import { PublicHome } from "./public-home";

export const handle = {
  messages: [
    ...["home", "organisations.relation"],
    ...["discussions.latest", "discussions.row", "discussions.moment"],
  ],
};
/** So many threads show where the network is moving; the rest is one press away. */
const latest = 5;
export const meta = pageMeta("home.title");

/** The public page, or one's own: the same address, by who asks. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  if (!viewer) return null;
  const locale = await localeOf(args.request, viewer.locale);
  const [organisations, themes, directory, { threads }] = await Promise.all([
    listOwnOrganisations(viewer, locale),
    listThemes(viewer, locale),
    countDirectory(viewer),
    listThreads(viewer, locale, { size: latest }),
  ]);
  const standing = standingOf(viewer);
  return { standing, organisations, themes, directory, threads, now: now().toISOString() };
}

export default function HomePage() {
  const home = useLoaderData<typeof loader>();
  const frame = useRouteLoaderData<FrameData>("root");
  return home ? <MemberHome {...home} /> : <PublicHome network={frame?.network ?? null} />;
}
