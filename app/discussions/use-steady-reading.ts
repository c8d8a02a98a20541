import { useLayoutEffect, useRef } from "react";

/**
 * Keeps the scroll position of the visible posts when posts above them are added, resized or removed.
 * @param posts changes identity whenever the list does.
 */
export function useSteadyReading(posts: readonly { id: string }[]): void {
  const anchor = useRef<{ element: Element; top: number } | null>(null);

  useLayoutEffect(() => {
    const before = anchor.current;
    if (before?.element.isConnected) {
      const moved = before.element.getBoundingClientRect().top - before.top;
      if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
    }
  });

  // Before each change, the first visible post and its position are remembered.
  const shown = useRef(posts);
  if (shown.current !== posts && typeof document !== "undefined") {
    shown.current = posts;
    anchor.current = firstInSight();
  } else {
    anchor.current = null;
  }
}

function firstInSight(): { element: Element; top: number } | null {
  for (const element of document.querySelectorAll(".post")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 0) return top < innerHeight ? { element, top } : null;
  }
  return null;
}
