import { renderToStaticMarkup } from "react-dom/server";
import { messagesFor } from "../i18n/catalogues.server";
import { localeOf } from "../i18n/locale.server";
import { MessagesProvider } from "../i18n/messages";
import { Problem } from "../ui/problem";
import uiStyles from "../ui/ui.css?url";
import { useMessages } from "./messages";

/** Seconds until the page reloads itself while the database is away. */
const retrySeconds = 5;

/** The 503 page while the database is away: self-contained, reloads itself. */
export async function awayPage(request: Request): Promise<Response> {
  const locale = await localeOf(request);
  const page = renderToStaticMarkup(
    <MessagesProvider locale={locale} messages={messagesFor(locale, ["ui", "shell.error", "shell.away"])}>
      <AwayDocument locale={locale} />
    </MessagesProvider>,
  );
  return new Response(`<!doctype html>${page}`, {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(retrySeconds) },
  });
}

function AwayDocument({ locale }: { locale: string }) {
  const t = useMessages();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta httpEquiv="refresh" content={String(retrySeconds)} />
        <title>{t("error.away.title")}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={uiStyles} />
      </head>
      <body>
        <main id="contenu">
          <Problem
            title={t("error.away.title")}
            what={t("error.away.what")}
            kept={t("error.away.kept")}
            todo={t("away.todo")}
          />
        </main>
      </body>
    </html>
  );
}
