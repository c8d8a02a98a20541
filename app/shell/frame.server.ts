import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordPolicy } from "../audit/policy";
import { allows } from "../authorization/policy";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { findViewer } from "../authorization/viewer.server";
import { isDatabaseAway } from "../db/database.server";
import { listSpaceActivity } from "../discussions/space-threads.server";
import { idFromAddress } from "../http/addresses";
import { packedMessagesAt, packedMessagesFor } from "../i18n/catalogues.server";
import { localeOf, locales } from "../i18n/locale.server";
import type { Locale } from "../i18n/locales";
import type { NetworkCard } from "../network/network";
import { findNetwork } from "../network/network.server";
import { countUnread } from "../notices/bell.server";
import { personalDataPolicy } from "../personal-data/policy";
import { countWaiting } from "../secretariat/waiting.server";
import { log, settings } from "../services/services.server";
import { listThemes } from "../themes/themes.server";
import { listOwnLinks } from "../workspaces/space-lists.server";
import { isLight } from "./light-mode.server";

/** Message groups of the frame and its error pages, needed on every page. */
const frameMessages = ["ui", "notices.bell", "shell.frame", "shell.error", "search.switch", "search.kind"];

export interface FrameData {
  locale: string;
  locales: string[];
  /** For a full page load the URL of the messages file, for a client navigation its content; see `readMessages`. */
  messages: string;
  /** Pages are sent without scripts. */
  light: boolean;
  network: NetworkCard | null;
  viewer: {
    name: string;
    picture: string | null;
    secretariat: boolean;
    /** Decisions that wait for the secretariat; zero for others. */
    waiting: number;
    readsRecord: boolean;
    erases: boolean;
    organisations: boolean;
    /** The day by which a second factor is required; null when there is one, or none is needed. */
    factorDue: Date | null;
    /** The number of unread notices. */
    unread: number;
  } | null;
  themes: { id: string; slug: string; name: string; colour: NetworkCard["accent"] }[];
  /** The viewer's most recently visited spaces, by name so that their order is stable, with the number of threads with unread posts. */
  spaces: { id: string; slug: string; name: string; fresh: number }[];
  demonstration: boolean;
}

const pageMessages = (locale: Locale, groups: readonly string[]) =>
  packedMessagesFor(locale, [...frameMessages, ...groups]);

/**
 * The content of a messages file by its URL. After a start the cache is empty, and the requesting page may come from
 * another process, so all files are built on the first miss.
 * @param pages the message groups of every page.
 */
export function messagesAt(address: string, pages: () => string[][]): string | undefined {
  const known = packedMessagesAt(address);
  if (known !== undefined || everyPieceMade) return known;
  for (const groups of pages()) for (const locale of locales()) pageMessages(locale, groups);
  everyPieceMade = true;
  return packedMessagesAt(address);
}

let everyPieceMade = false;

/** The frame's data. If the database is away it sets the server's flag and returns a bare frame instead of failing. */
export async function loadFrame(args: LoaderFunctionArgs): Promise<FrameData> {
  const { request, context } = args;
  const bare = async (chosen?: string | null): Promise<FrameData> => {
    const locale = await localeOf(request, chosen);
    const piece = pageMessages(locale, context.messageGroups);
    return {
      locale,
      locales: [...locales()],
      messages: context.navigates ? piece.text : piece.address,
      light: await isLight(request),
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
    const [themes, spaces, waiting, unread] = await Promise.all([
      listThemes(viewer, frame.locale),
      listOwnSpaces(viewer),
      isSecretariat(viewer) ? countWaiting(viewer) : null,
      countUnread(viewer, openedIn(request.url)),
    ]);
    return {
      ...frame,
      // Its mission, in every language, is for the public page alone.
      network: network && { ...network, mission: {} },
      viewer: {
        name: viewer.name,
        picture: viewer.picture ?? null,
        secretariat: isSecretariat(viewer),
        waiting: waiting ? Object.values(waiting).reduce((sum, count) => sum + count, 0) : 0,
        organisations: viewer.memberships.length > 0,
        readsRecord: allows(viewer, recordPolicy.read),
        erases: allows(viewer, personalDataPolicy.erase),
        factorDue: viewer.sign?.factorDue ?? null,
        unread,
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

/** The id of the thing whose page is opened: its notices are read by that, while the frame is loaded. */
function openedIn(url: string): string | undefined {
  const [, , segment, further] = new URL(url).pathname.split("/");
  return further === undefined ? idFromAddress(segment) : undefined;
}

/** Maximum number of spaces that fit into the frame. */
const maxSpaces = 6;

async function listOwnSpaces(viewer: Viewer): Promise<FrameData["spaces"]> {
  const links = await listOwnLinks(viewer, maxSpaces);
  const movements = await listSpaceActivity(
    viewer,
    links.map(({ id }) => id),
  );
  return links
    .map((link) => ({ ...link, fresh: movements[link.id]?.fresh ?? 0 }))
    .sort((one, other) => one.name.localeCompare(other.name, "fr"));
}
