import { createCookie } from "@remix-run/node";
import { isLocale, locales } from "./catalogues.server";
import { type Locale, sourceLocale } from "./locales";

/** Stores the language of a browser without a session; holds nothing else. */
const languageCookie = createCookie("language", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 31_536_000,
});

/**
 * The language of the response: the person's own choice, else this browser's cookie, else the first supported
 * language of `Accept-Language`, else French.
 */
export async function localeOf(request: Request, chosen?: string | null): Promise<Locale> {
  if (isLocale(chosen)) return chosen;
  const kept: unknown = await languageCookie.parse(request.headers.get("Cookie"));
  if (isLocale(kept)) return kept;
  return acceptedLocale(request.headers.get("Accept-Language") ?? "");
}

function acceptedLocale(header: string): Locale {
  const asked = header
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split("-")[0], quality: quality ? Number(quality) : 1 };
    })
    .sort((one, other) => other.quality - one.quality);
  return asked.map(({ language }) => language).find(isLocale) ?? sourceLocale;
}

/** The header that stores a language in this browser. */
export async function keepLanguage(locale: Locale): Promise<string> {
  return await languageCookie.serialize(locale);
}

export { locales };
