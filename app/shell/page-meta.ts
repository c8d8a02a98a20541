import type { MetaFunction } from "@remix-run/node";
import { formatMessage, unpackMessages } from "../i18n/messages";

interface RootData {
  locale: string;
  messages: string;
  network: { acronym: string } | null;
}

/** The title of the browser's tab: the page, then the network. */
export function titleOf(page: string, root: RootData | undefined) {
  return [{ title: [page, root?.network?.acronym].filter(Boolean).join(" · ") }];
}

/** The title of a page from one message. @param key with its room: `pages.about.title`. */
export function pageMeta(key: string): MetaFunction {
  return ({ matches }) => {
    const root = matches.find(({ id }) => id === "root")?.data as RootData | undefined;
    return titleOf(
      root ? formatMessage({ ...root, messages: unpackMessages(root.messages) }, key) : "",
      root,
    );
  };
}

/** The title of a page from the name of the thing it shows. */
export function namedMeta<Data>(nameOf: (data: Data) => string): MetaFunction {
  return ({ data, matches }) => {
    const root = matches.find(({ id }) => id === "root")?.data as RootData | undefined;
    return titleOf(data ? nameOf(data as Data) : "", root);
  };
}
