import type { LoaderFunctionArgs } from "@remix-run/node";
import { isDatabaseAway } from "../db/database.server";
import { findViewer } from "../http/viewer.server";
import { messagesFor } from "../i18n/catalogues.server";
import { localeOf, locales } from "../i18n/locale.server";
import type { NetworkCard } from "../network/network";
import { findNetwork } from "../network/network.server";
import { log, settings } from "../ports/ports.server";
import { listThemes } from "../themes/themes.server";

/** Messages that the frame itself and its error pages need, on every page. */
const frameMessages = ["ui", "house.frame", "house.error"];

export interface FrameData {
  locale: string;
  locales: string[];
  messages: ReturnType<typeof messagesFor>;
  network: NetworkCard | null;
  viewer: { name: string; secretariat: boolean } | null;
  themes: { id: string; slug: string; name: string; colour: NetworkCard["accent"] }[];
  demonstration: boolean;
}

/** What the frame of every page shows. When the database is away it says so to the server, and does not fail. */
export async function loadFrame(args: LoaderFunctionArgs): Promise<FrameData> {
  const { request, context } = args;
  const bare = async (chosen?: string | null): Promise<FrameData> => {
    const locale = await localeOf(request, chosen);
    return {
      locale,
      locales: [...locales()],
      messages: messagesFor(locale, [...frameMessages, ...context.messageGroups]),
      network: null,
      viewer: null,
      themes: [],
      demonstration: settings().demonstration,
    };
  };
  try {
    const [viewer, network] = await Promise.all([findViewer(args), findNetwork()]);
    const frame = await bare(viewer?.locale);
    if (!viewer) return { ...frame, network };
    const themes = await listThemes(viewer, frame.locale);
    return {
      ...frame,
      network,
      viewer: { name: viewer.name, secretariat: viewer.role === "secretariat" },
      themes: themes.map(({ id, slug, name, colour }) => ({ id, slug, name, colour })),
    };
  } catch (error) {
    if (isDatabaseAway(error)) context.databaseAway = true;
    else log().error({ err: error, requestId: context.requestId }, "the frame could not be loaded");
    return await bare();
  }
}
