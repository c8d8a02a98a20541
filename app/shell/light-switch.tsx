import { useMessages } from "./messages";

interface LightSwitchProps {
  light: boolean;
  /** Path to return to. */
  returnTo: string;
}

/** In the footer of every page: switches the light mode, and says what it saves. A full page load, so that scripts come or go. */
export function LightSwitch({ light, returnTo }: LightSwitchProps) {
  const t = useMessages();
  return (
    <form method="post" action="/mode-leger" className="light-switch">
      <input type="hidden" name="returnTo" value={returnTo} />
      <button type="submit" name="light" value={light ? "off" : "on"} className="link-button">
        {t(light ? "frame.lightOff" : "frame.lightOn")}
      </button>
      {light && <span className="meta">{t("frame.lightSaved")}</span>}
    </form>
  );
}
