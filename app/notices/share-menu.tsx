import { useEffect, useState } from "react";
import { Copy, ExternalLink, Send } from "../ui/icons";
import { Menu } from "../ui/menu";
import { useMessages } from "./messages";

interface ShareMenuProps {
  /** The absolute address, without a word of the thing. */
  address: string;
  /** Says which thing, where several of a page have the menu. */
  name?: string;
}

/**
 * Shares a link by a neutral sentence: the title stays in the portal. WhatsApp is a link, so that it works without scripts;
 * with them the device's own list and copying are offered. Needs the message group `notices.share`.
 */
export function ShareMenu({ address, name }: ShareMenuProps) {
  const t = useMessages();
  const [scripted, setScripted] = useState({ shares: false, copies: false });
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    setScripted({ shares: "share" in navigator, copies: "clipboard" in navigator });
  }, []);
  const sentence = t("share.sentence");
  const text = `${sentence} ${address}`;
  const icon = name !== undefined;
  return (
    <Menu
      look={icon ? "icon" : "button"}
      label={icon ? <Send aria-hidden="true" /> : t("share.open")}
      name={icon ? t("share.openOf", { name }) : undefined}
      icon={icon ? undefined : Send}
      kind="quiet"
    >
      <a href={`https://wa.me/?text=${encodeURIComponent(text)}`} target="_blank" rel="noreferrer">
        <Send aria-hidden="true" />
        {t("share.whatsapp")}
      </a>
      {scripted.shares && (
        <button type="button" onClick={() => void offer({ text: sentence, url: address })}>
          <ExternalLink aria-hidden="true" />
          {t("share.other")}
        </button>
      )}
      {scripted.copies && (
        <button
          type="button"
          onClick={() =>
            void navigator.clipboard.writeText(address).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          <Copy aria-hidden="true" />
          <span role="status">{t(copied ? "share.copied" : "share.copy")}</span>
        </button>
      )}
      <p className="meta share-help">{t("share.help")}</p>
    </Menu>
  );
}

/** Opens the device's own list; closing it is no failure. */
async function offer(data: ShareData): Promise<void> {
  await navigator.share(data).catch(() => undefined);
}
