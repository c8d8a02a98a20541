import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { type ButtonLook, buttonClass } from "./button";
import { ChevronDown, type IconComponent } from "./icons";

interface MenuProps extends ButtonLook {
  /** Content of the button that opens it. */
  label: ReactNode;
  /** Accessible name, when the label is only an icon or avatar. */
  name?: string;
  icon?: IconComponent;
  /** `bar`: in the bar of the frame; `icon`: only its icon or avatar; `tab`: in the bottom navigation, opens upwards. */
  look?: "button" | "bar" | "icon" | "tab";
  /** `start` for a menu at the left. */
  align?: "start" | "end";
  /** Links, `MenuButton`s in forms, `<hr>`, or other content. */
  children: ReactNode;
}

/**
 * A dropdown menu: a `<details>`, so that it opens without JavaScript. With JavaScript, Escape and a click outside close
 * it, and the arrow keys move the focus.
 */
export function Menu({
  label,
  name,
  icon: Icon,
  look = "button",
  align = "end",
  children,
  ...button
}: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    function closeFromOutside(event: Event) {
      const box = details.current;
      if (box?.open && !box.contains(event.target as Node)) box.open = false;
    }
    document.addEventListener("pointerdown", closeFromOutside);
    document.addEventListener("focusin", closeFromOutside);
    return () => {
      document.removeEventListener("pointerdown", closeFromOutside);
      document.removeEventListener("focusin", closeFromOutside);
    };
  }, []);

  function close() {
    if (details.current) details.current.open = false;
  }

  function onKeyDown(event: KeyboardEvent) {
    const box = details.current;
    if (!box?.open) return;
    if (event.key === "Escape") {
      close();
      box.querySelector("summary")?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(box, event.key === "ArrowDown" ? 1 : -1);
    }
  }

  return (
    <details className={`menu ${align}`} ref={details} onKeyDown={onKeyDown}>
      <summary
        className={look === "button" ? buttonClass(button) : look === "tab" ? undefined : "menu-opener"}
        aria-label={name}
        title={name}
      >
        {Icon && <Icon aria-hidden="true" />}
        {label}
        {look === "button" && <ChevronDown className="chevron" aria-hidden="true" />}
      </summary>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: following a link by key is a click too */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens to the links inside */}
      <div
        className="menu-panel"
        onClick={(event) => (event.target as Element).closest("a") && close()}
        onSubmit={close}
      >
        {children}
      </div>
    </details>
  );
}

type MenuButtonProps = ComponentProps<"button"> & { icon?: IconComponent; danger?: boolean };

/** A menu item that submits its form. Links in a menu are plain `<Link>`s. */
export function MenuButton({ icon: Icon, danger, className, children, ...rest }: MenuButtonProps) {
  return (
    <button type="submit" {...rest} className={danger ? `danger ${className ?? ""}` : className}>
      {Icon && <Icon aria-hidden="true" />}
      {children}
    </button>
  );
}

function walk(box: HTMLElement, step: number) {
  const stops = [...box.querySelectorAll<HTMLElement>("summary, .menu-panel :is(a[href], button, input)")];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  stops[(here + step + stops.length) % stops.length]?.focus();
}
