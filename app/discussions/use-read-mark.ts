import { useEffect, useRef } from "react";
import { threadPath } from "./threads";

/** Minimum time in view to count as read. */
const readingMs = 1_500;

/** Sends the read mark once the end of the loaded posts has been in view for `readingMs`, in a visible tab. */
export function useReadMark(thread: string, change: number, endInSight: boolean): void {
  const marked = useRef(0);
  useEffect(() => {
    if (!endInSight || change <= marked.current) return;
    const mark = () => {
      if (document.visibilityState !== "visible") return;
      marked.current = change;
      void fetch(`${threadPath({ id: thread })}/lecture`, {
        method: "POST",
        body: new URLSearchParams({ change: String(change) }),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: true,
      }).catch(() => {
        marked.current = 0;
      });
    };
    const timer = setTimeout(mark, readingMs);
    document.addEventListener("visibilitychange", mark);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", mark);
    };
  }, [thread, change, endInSight]);
}
