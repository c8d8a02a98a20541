import { useMessages } from "./messages";

/** First focusable link: skips the bar and the navigation. */
export function SkipLink({ to = "contenu" }: { to?: string }) {
  const t = useMessages();
  return (
    <a className="skip" href={`#${to}`}>
      {t("skip")}
    </a>
  );
}
