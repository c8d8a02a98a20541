import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordPolicy } from "../audit/policy";
import { allows } from "../authorization/policy";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { findViewer } from "../authorization/viewer.server";
import { isDatabaseAway } from "../db/database.server";
import { listSpaceActivity } from "../discussions/space-threads.server";
import { packedMessagesAt, packedMessagesFor } from "../i18n/catalogues.server";
import { localeOf, locales } from "../i18n/locale.server";
import type { Locale } from "../i18n/locales";
import type { NetworkCard } from "../network/network";
import { findNetwork } from "../network/network.server";
import { personalDataPolicy } from "../personal-data/policy";
import { log, settings } from "../services/services.server";
import { listThemes } from "../themes/themes.server";
import { listOwnLinks } from "../workspaces/space-lists.server";

/** Messages that the frame itself and its error pages need, on every page. */
const frameMessages = ["ui", "shell.frame", "shell.error", "finder.switch", "finder.kind"];

export interface FrameData {
  locale: string;
  locales: string[];
  /** With a whole page the address of their file, with a navigation their piece itself; see `readMessages`. */
  messages: string;
  network: NetworkCard | null;
  viewer: {
    name: string;
    secretariat: boolean;
    readsRecord: boolean;
    erases: boolean;
    organisations: boolean;
    /** By when they must have a second factor; null when they have one, or need none. */
    factorDue: Date | null;
  } | null;
  themes: { id: string; slug: string; name: string; colour: NetworkCard["accent"] }[];
  /** The viewer’s own spaces, the most recently seen first, with how many threads hold something new. */
  spaces: { id: string; slug: string; name: string; fresh: number }[];
  demonstration: boolean;
}

const pageMessages = (locale: Locale, groups: readonly string[]) =>
  packedMessagesFor(locale, [...frameMessages, ...groups]);

/**
 * What a file of messages holds, by its address. A portal that has just started has made none yet, and another process
 * may have written the page that asks.
 * @param pages the groups of messages of every page there is.
 */
export function messagesAt(address: string, pages: () => string[][]): string | undefined {
  const known = packedMessagesAt(address);
  if (known !== undefined || everyPieceMade) return known;
  for (const groups of pages()) for (const locale of locales()) pageMessages(locale, groups);
  everyPieceMade = true;
  return packedMessagesAt(address);
}

let everyPieceMade = false;

/** What the frame of every page shows. When the database is away it says so to the server, and does not fail. */
export async function loadFrame(args: LoaderFunctionArgs): Promise<FrameData> {
  const { request, context } = args;
  const bare = async (chosen?: string | null): Promise<FrameData> => {
    const locale = await localeOf(request, chosen);
    const piece = pageMessages(locale, context.messageGroups);
    return {
      locale,
      locales: [...locales()],
      messages: context.navigates ? piece.text : piece.address,
      network: null,
      viewer: null,
      themes: [],
      spaces: [],
      demonstration: settings().demonstration,
    };
  };
  try {
    const [viewer, network] = await Promise.all([findViewer(args), findNetwork()]);
    const frame = await bare(viewer?.locale);
    if (!viewer) return { ...frame, network };
    const [themes, spaces] = await Promise.all([listThemes(viewer, frame.locale), listOwnSpaces(viewer)]);
    return {
      ...frame,
      // Its mission, in every language, is for the public page alone.
      network: network && { ...network, mission: {} },
      viewer: {
        name: viewer.name,
        secretariat: isSecretariat(viewer),
        organisations: viewer.memberships.length > 0,
        readsRecord: allows(viewer, recordPolicy.read),
        erases: allows(viewer, personalDataPolicy.erase),
        factorDue: viewer.sign?.factorDue ?? null,
      },
      spaces,
      themes: themes.map(({ id, slug, name, colour }) => ({ id, slug, name, colour })),
    };
  } catch (error) {
    if (isDatabaseAway(error)) context.databaseAway = true;
    else log().error({ err: error, requestId: context.requestId }, "the frame could not be loaded");
    return await bare();
  }
}

/** So many fit beside everything else. */
const maxSpaces = 6;

async function listOwnSpaces(viewer: Viewer): Promise<FrameData["spaces"]> {
  const links = await listOwnLinks(viewer, maxSpaces);
  const movements = await listSpaceActivity(
    viewer,
    links.map(({ id }) => id),
  );
  return links.map((link) => ({ ...link, fresh: movements[link.id]?.fresh ?? 0 }));
}
