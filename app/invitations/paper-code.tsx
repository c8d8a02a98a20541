import { Button } from "../ui/button";
import { Printer } from "../ui/icons";
import { Notice } from "../ui/notice";
import { useTimeWriter } from "../ui/time";
import { useMessages } from "./messages";

interface PaperCodeProps {
  code: string;
  /** The recipient, if known. */
  name: string | null;
  /** The target of the invitation. */
  opens: string;
  /** The portal's address, to type into a browser. */
  address: string;
  network: string;
  until: string;
}

/** A printable invitation on half a page, with its code, shown once. */
export function PaperCode({ code, name, opens, address, network, until }: PaperCodeProps) {
  const t = useMessages();
  const write = useTimeWriter();
  return (
    <>
      <Notice tone="warning" title={t("paper.once")}>
        {t("paper.onceHelp")}
      </Notice>
      <section className="sheet paper-code" aria-label={t("paper.title")}>
        <h2>{t("paper.title")}</h2>
        <p>{name ? t("paper.for", { name, network }) : t("paper.forBearer", { network })}</p>
        <p>{opens}</p>
        <ol>
          <li>{t("paper.open", { address: `${address}/invitation` })}</li>
          <li>
            {t("paper.type")} <strong className="code">{code}</strong>
          </li>
          <li>{t("paper.choose")}</li>
        </ol>
        <p className="meta">{t("paper.until", { day: write(until, "day") })}</p>
      </section>
      <PrintButton label={t("paper.print")} />
    </>
  );
}

function PrintButton({ label }: { label: string }) {
  return (
    <Button icon={Printer} onClick={() => window.print()}>
      {label}
    </Button>
  );
}
