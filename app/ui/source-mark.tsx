import { CircleHelp } from "./icons";
import { useMessages } from "./messages";

interface SourceMarkProps {
  /** Source of the fact, in words: "Alarme Phone Sahara, rapport 2024". */
  source?: string;
  href?: string;
  /** Unverified, or without a source. */
  toVerify?: boolean;
  /** Number among the sources of the page; without it an arrow is shown. */
  number?: number;
}

/** The source of a fact, small and right after it; or the mark of an unverified fact. */
export function SourceMark({ source, href, toVerify, number }: SourceMarkProps) {
  const t = useMessages();
  const name = source ? t("source.from", { source }) : t("source.none");
  return (
    <>
      {href && (
        <a className="source" href={href} rel="noreferrer" aria-label={name} title={name}>
          {number ?? "↗"}
        </a>
      )}
      {toVerify && (
        <span className="to-verify" title={name}>
          <CircleHelp aria-hidden="true" />
          {t("source.toVerify")}
        </span>
      )}
    </>
  );
}
