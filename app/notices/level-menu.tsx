import { Form } from "../ui/form";
import { Bell, BellOff, Check } from "../ui/icons";
import { Menu, MenuButton } from "../ui/menu";
import { loudnesses, type ThingLevel } from "./levels";
import { useMessages } from "./messages";

/** Chooses how loud a thing is for the reader; on its page. Needs the message group `notices.level`. */
export function LevelMenu({ level, from = "thing" }: { level: ThingLevel; from?: "thing" | "settings" }) {
  const t = useMessages();
  const { thing, id, loudness } = level;
  return (
    <Menu
      label={t(`level.${loudness ?? "default"}`)}
      icon={loudness === "mute" ? BellOff : Bell}
      kind="quiet"
    >
      <Form method="post" action="/notifications/niveaux">
        <p className="menu-title">{t("level.title")}</p>
        <input type="hidden" name="thing" value={thing} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="from" value={from} />
        {[...loudnesses, "default" as const].map((each) => (
          <MenuButton
            key={each}
            name="loudness"
            value={each}
            icon={each === (loudness ?? "default") ? Check : undefined}
            aria-current={each === (loudness ?? "default") || undefined}
          >
            {t(`level.${each}`)}
          </MenuButton>
        ))}
      </Form>
    </Menu>
  );
}
