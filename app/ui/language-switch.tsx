import { useLocale } from "../i18n/messages";
import { useMessages } from "./messages";

interface LanguageSwitchProps {
  /** URL that stores the choice; receives `locale` and `returnTo`. */
  action: string;
  /** Each label in its own language: `{ locale: "fr", label: "Français" }`. */
  languages: readonly { locale: string; label: string }[];
  /** Path to return to. */
  returnTo: string;
}

/** Language buttons; the current language is pressed. */
export function LanguageSwitch({ action, languages, returnTo }: LanguageSwitchProps) {
  const t = useMessages();
  const current = useLocale();
  return (
    <form method="post" action={action} className="languages" aria-label={t("frame.language")}>
      <input type="hidden" name="returnTo" value={returnTo} />
      {languages.map(({ locale, label }) => (
        <button
          type="submit"
          key={locale}
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === current}
          aria-label={label}
          title={label}
        >
          {locale.toUpperCase()}
        </button>
      ))}
    </form>
  );
}
