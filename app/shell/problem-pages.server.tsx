import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { messagesFor } from "../i18n/catalogues.server";
import { localeOf } from "../i18n/locale.server";
import type { Locale } from "../i18n/locales";
import { MessagesProvider } from "../i18n/messages";
import { Problem } from "../ui/problem";
import uiStyles from "../ui/ui.css?url";
import { useMessages } from "./messages";

/** Error pages of answers that no page of the portal renders. They need neither the database nor scripts. */

/** Seconds until the page reloads itself while the database is away. */
const retrySeconds = 5;

/** The 503 page while the database is away; reloads itself. */
export async function awayPage(request: Request): Promise<Response> {
  const locale = await localeOf(request);
  return problemPage(locale, <Away locale={locale} />, 503, retrySeconds);
}

/** The 429 page of an export over the limit of its person. */
export function tooManyExportsPage(locale: Locale, seconds: number): Response {
  return problemPage(
    locale,
    <TooManyExports locale={locale} minutes={Math.ceil(seconds / 60)} />,
    429,
    seconds,
  );
}

function problemPage(locale: Locale, page: ReactNode, status: number, seconds: number): Response {
  const html = renderToStaticMarkup(
    <MessagesProvider locale={locale} messages={messagesFor(locale, ["ui", "shell.error", "shell.away"])}>
      {page}
    </MessagesProvider>,
  );
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(seconds) },
  });
}

function Away({ locale }: { locale: Locale }) {
  const t = useMessages();
  return (
    <ProblemDocument locale={locale} title={t("error.away.title")} refreshSeconds={retrySeconds}>
      <Problem
        title={t("error.away.title")}
        what={t("error.away.what")}
        kept={t("error.away.kept")}
        todo={t("away.todo")}
      />
    </ProblemDocument>
  );
}

function TooManyExports({ locale, minutes }: { locale: Locale; minutes: number }) {
  const t = useMessages();
  return (
    <ProblemDocument locale={locale} title={t("error.tooManyExports.title")}>
      <Problem
        title={t("error.tooManyExports.title")}
        what={t("error.tooManyExports.what")}
        kept={t("error.tooManyExports.kept")}
        todo={t("error.tooManyExports.todo", { minutes })}
      />
    </ProblemDocument>
  );
}

interface ProblemDocumentProps {
  locale: Locale;
  title: string;
  /** Seconds until the page reloads itself. */
  refreshSeconds?: number;
  children: ReactNode;
}

function ProblemDocument({ locale, title, refreshSeconds, children }: ProblemDocumentProps) {
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refreshSeconds !== undefined && <meta httpEquiv="refresh" content={String(refreshSeconds)} />}
        <title>{title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={uiStyles} />
      </head>
      <body>
        <main id="contenu">{children}</main>
      </body>
    </html>
  );
}
