import { useCallback, useEffect, useRef, useState } from "react";
import { type CaughtUpChanges, mergeChanges, noChanges } from "./merge-changes";
import type { Changes } from "../discussions/posts";
import { threadPath } from "../discussions/threads";

/** Delay before the next attempt after a failure, unless another event triggers it. */
const againMs = 5_000;
/** Timeout of a request: the connection is dead without an error. No other request runs meanwhile. */
const answerMs = 20_000;

/**
 * Follows a thread from the change its page was loaded with: each request fetches the changes after the last applied
 * one, at most one at a time.
 * @returns the merged changes, and `catchUp`, to be called with the latest known change.
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
  // Changes included in a reloaded page need no request.
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
      // The complete answer does not reach the wanted number: no such change exists, and asking again would not help.
      if (!changes.more && now.wanted === asked) now.wanted = Math.min(asked, now.have);
      setCaught((before) => mergeChanges(before, changes));
      // Changes published during this request are not in its answer.
      catchUp(now.wanted);
    });
  }, []);

  useEffect(() => {
    const now = state.current;
    return () => clearTimeout(now.timer);
  }, []);
  return { caught, catchUp };
}

/** The changes after a change; null after a failure. */
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
