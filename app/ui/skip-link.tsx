import { useTexts } from "./texts";

/** The first stop of the Tab key: jumps over the bar and the navigation. */
export function SkipLink({ to = "contenu" }: { to?: string }) {
  const t = useTexts();
  return (
    <a className="skip" href={`#${to}`}>
      {t("skip")}
    </a>
  );
}
