import { useEffect } from "react";

/**
 * Closes the open `<details>` that match the selector by a click or focus outside them, and by Escape. One listener for
 * lists of many small menus, where `Menu` has its own.
 */
export function useDismissedMenus(selector: string): void {
  useEffect(() => {
    const openMenus = () => document.querySelectorAll<HTMLDetailsElement>(`${selector}[open]`);
    const closeOthers = ({ target }: Event) => {
      for (const menu of openMenus()) if (!menu.contains(target as Node)) menu.open = false;
    };
    const closeAll = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      for (const menu of openMenus()) {
        menu.open = false;
        if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("pointerdown", closeOthers);
    document.addEventListener("focusin", closeOthers);
    document.addEventListener("keydown", closeAll);
    return () => {
      document.removeEventListener("pointerdown", closeOthers);
      document.removeEventListener("focusin", closeOthers);
      document.removeEventListener("keydown", closeAll);
    };
  }, [selector]);
}
