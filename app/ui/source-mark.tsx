import { CircleHelp } from "./icons";
import { useMessages } from "./messages";

interface SourceMarkProps {
  /** Where the fact is from, in words: "Alarme Phone Sahara, rapport 2024". */
  source?: string;
  href?: string;
  /** Nobody has checked it yet, or its source is missing. */
  toVerify?: boolean;
  /** Number among the sources of the page; an arrow without. */
  number?: number;
}

/** The source of a fact, small and right after it; or the mark that it is still to be verified. */
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
