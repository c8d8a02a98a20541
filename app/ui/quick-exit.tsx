import { type FormEvent, useEffect } from "react";
import { EyeOff } from "./icons";
import { useMessages } from "./messages";

interface QuickExitProps {
  /** URL that ends the session and redirects. */
  action: string;
  /** Target of the redirect. */
  to: string;
}

/**
 * Leaves the portal at once for a neutral page. A plain form; with JavaScript the content is hidden before the request is
 * sent, three presses on Shift do the same, and Back does not return here.
 */
export function QuickExit({ action, to }: QuickExitProps) {
  const t = useMessages();

  useEffect(() => {
    let presses: number[] = [];
    function onKeyUp({ key, timeStamp }: KeyboardEvent) {
      presses = key === "Shift" ? [...presses.filter((at) => timeStamp - at < 2_000), timeStamp] : [];
      if (presses.length >= 3) leave(action, to);
    }
    document.addEventListener("keyup", onKeyUp);
    return () => document.removeEventListener("keyup", onKeyUp);
  }, [action, to]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    leave(action, to);
  }

  return (
    <form method="post" action={action} onSubmit={onSubmit}>
      <button type="submit" className="menu-opener quick-exit" title={t("frame.exitHelp")}>
        <EyeOff aria-hidden="true" />
        <span>{t("frame.exit")}</span>
      </button>
    </form>
  );
}

function leave(action: string, to: string): void {
  document.documentElement.hidden = true;
  document.title = "…";
  navigator.sendBeacon(action);
  location.replace(to);
}
