import { useCallback, useEffect, useRef, useState } from "react";
import { type CaughtUpChanges, type Changes, mergeChanges, type Numbered, noChanges } from "./merge-changes";

/** Delay before the next attempt after a failure, unless another event triggers it. */
const retryMs = 5_000;
/** Timeout of a request: the connection is dead without an error. No other request runs meanwhile. */
const timeoutMs = 20_000;

/**
 * Follows a place from the change its page was loaded with: each request fetches the changes after the last applied
 * one, at most one at a time.
 * @param path the address of the place's page; its changes are below it.
 * @returns the merged changes; `catchUp`, to be called with the latest known change; and `take`, to be called with
 *   changes that were sent, complete after `after`. Where an earlier change is missing, it is requested.
 */
export function useCatchUp<Item extends Numbered>(
  path: string,
  loaded: number,
): {
  caught: CaughtUpChanges<Item>;
  catchUp: (to: number) => void;
  take: (after: number, changes: Changes<Item>) => void;
} {
  const [caught, setCaught] = useState<CaughtUpChanges<Item>>(noChanges);
  const state = useRef({ path, have: loaded, wanted: loaded, requesting: false, timer: 0 });
  if (state.current.path !== path) {
    state.current = { path, have: loaded, wanted: loaded, requesting: false, timer: 0 };
    setCaught(noChanges);
  }
  // Changes included in a reloaded page need no request.
  state.current.have = Math.max(state.current.have, loaded);

  const catchUp = useCallback((to: number) => {
    const now = state.current;
    now.wanted = Math.max(now.wanted, to);
    if (now.requesting || now.wanted <= now.have) return;
    now.requesting = true;
    clearTimeout(now.timer);
    const requested = now.wanted;
    void fetchChanges<Item>(now.path, now.have).then((changes) => {
      now.requesting = false;
      if (now !== state.current) return;
      if (!changes) {
        now.timer = window.setTimeout(() => catchUp(now.wanted), retryMs);
        return;
      }
      now.have = Math.max(now.have, changes.change);
      // The complete answer does not reach the wanted number: no such change exists, and another request would not help.
      if (!changes.more && now.wanted === requested) now.wanted = Math.min(requested, now.have);
      setCaught((before) => mergeChanges(before, changes));
      // Changes published during this request are not in its answer.
      catchUp(now.wanted);
    });
  }, []);

  const take = useCallback(
    (after: number, changes: Changes<Item>) => {
      const now = state.current;
      if (now.have < after) {
        catchUp(changes.change);
        return;
      }
      now.have = Math.max(now.have, changes.change);
      setCaught((before) => mergeChanges(before, changes));
    },
    [catchUp],
  );

  useEffect(() => {
    const now = state.current;
    return () => clearTimeout(now.timer);
  }, []);
  return { caught, catchUp, take };
}

/** The changes after a change; null after a failure. */
async function fetchChanges<Item extends Numbered>(
  path: string,
  after: number,
): Promise<Changes<Item> | null> {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), timeoutMs);
  try {
    const answer = await fetch(`${path}/changements?depuis=${after}`, {
      signal: given.signal,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    return answer.ok ? ((await answer.json()) as Changes<Item>) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
