import { useMessages } from "./messages";

/** The first stop of the Tab key: jumps over the bar and the navigation. */
export function SkipLink({ to = "contenu" }: { to?: string }) {
  const t = useMessages();
  return (
    <a className="skip" href={`#${to}`}>
      {t("skip")}
    </a>
  );
}
