import { useCallback, useEffect, useRef, useState } from "react";
import { type CaughtUpChanges, mergeChanges, noChanges } from "./merge-changes";
import type { Changes } from "./posts";
import { threadPath } from "./threads";

/** After a failure the next try waits this long, unless something calls earlier. */
const againMs = 5_000;
/** No answer for so long: the line is dead without saying so. Nothing else is asked meanwhile. */
const answerMs = 20_000;

/**
 * Follows a thread from the change its page was loaded with: one small request each time for what lies after the
 * last change taken in, never two at once.
 * @returns what was caught so far, and `catchUp`, to be told of the latest change one knows of.
 */
export function useCatchUp(
  thread: string,
  loaded: number,
): { caught: CaughtUpChanges; catchUp: (to: number) => void } {
  const [caught, setCaught] = useState<CaughtUpChanges>(noChanges);
  const state = useRef({ thread, have: loaded, wanted: loaded, asking: false, timer: 0 });
  if (state.current.thread !== thread) {
    state.current = { thread, have: loaded, wanted: loaded, asking: false, timer: 0 };
    setCaught(noChanges);
  }
  // Changes the page has been loaded with since need no asking for.
  state.current.have = Math.max(state.current.have, loaded);

  const catchUp = useCallback((to: number) => {
    const now = state.current;
    now.wanted = Math.max(now.wanted, to);
    if (now.asking || now.wanted <= now.have) return;
    now.asking = true;
    clearTimeout(now.timer);
    const asked = now.wanted;
    void fetchChanges(now.thread, now.have).then((changes) => {
      now.asking = false;
      if (now !== state.current) return;
      if (!changes) {
        now.timer = window.setTimeout(() => catchUp(now.wanted), againMs);
        return;
      }
      now.have = Math.max(now.have, changes.change);
      // The whole answer lacks the number it was asked for: there is no such change, and asking again brings none.
      if (!changes.more && now.wanted === asked) now.wanted = Math.min(asked, now.have);
      setCaught((before) => mergeChanges(before, changes));
      // What was told while this answer was on its way is not in it.
      catchUp(now.wanted);
    });
  }, []);

  useEffect(() => {
    const now = state.current;
    return () => clearTimeout(now.timer);
  }, []);
  return { caught, catchUp };
}

/** What changed after a change; null when it could not be had. */
async function fetchChanges(thread: string, after: number): Promise<Changes | null> {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), answerMs);
  try {
    const answer = await fetch(`${threadPath({ id: thread })}/changements?depuis=${after}`, {
      signal: given.signal,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    return answer.ok ? ((await answer.json()) as Changes) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
