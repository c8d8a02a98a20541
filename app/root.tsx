import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useNonce } from "./http/nonce";
import { sourceLocale } from "./i18n/locales";
import { isMessageFile, MessagesProvider, messageFileLink, unpackMessages } from "./i18n/messages";
import { defaultZone, ZoneProvider } from "./i18n/zone";
import { ErrorPage } from "./shell/error-page";
import { loadFrame } from "./shell/frame.server";
import { PortalFrame } from "./shell/portal-frame";
import { useForms } from "./ui/form";
import { useLinks } from "./ui/link";
import { SavesDataProvider } from "./ui/saves-data";
import uiStyles from "./ui/ui.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: uiStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.network?.acronym ?? "Portail" },
];

/** Filtering a list changes only the search parameters of the same page, so the frame is not reloaded at each keystroke. */
export const shouldRevalidate: ShouldRevalidateFunction = (asked) => {
  const { currentUrl, nextUrl, formMethod = "GET", defaultShouldRevalidate } = asked;
  const narrows = currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search;
  return defaultShouldRevalidate && !(narrows && formMethod === "GET");
};

/** The frame's data on every page; never fails, so that error pages have a frame and a language too. */
export const loader = (args: LoaderFunctionArgs) => loadFrame(args);

interface PageHandle {
  /** The page is asked for its scripts, so it has them in the light mode too: the editor, passkeys. */
  needsScripts?: boolean;
}

/** The HTML document of every page, including error pages. */
export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const locale = frame?.locale ?? sourceLocale;
  const needsScripts = useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.needsScripts);
  const scripts = !frame?.light || needsScripts;
  return (
    <html lang={locale} data-accent={frame?.network?.accent ?? "indigo"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        {scripts && isMessageFile(frame?.messages) && (
          <link rel="modulepreload" href={frame?.messages} id={messageFileLink} />
        )}
      </head>
      <body>
        <MessagesProvider locale={locale} messages={unpackMessages(frame?.messages ?? "")}>
          <ZoneProvider value={frame?.network?.timeZone ?? defaultZone}>
            <SavesDataProvider value={frame?.light ?? false}>
              {frame ? <PortalFrame frame={frame}>{children}</PortalFrame> : children}
            </SavesDataProvider>
          </ZoneProvider>
        </MessagesProvider>
        {scripts && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Root() {
  useLinks();
  useForms();
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
