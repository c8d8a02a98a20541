import { useEffect, useState } from "react";
import { acquireLiveConnection, type LiveConnection, type LiveState } from "./socket";

/**
 * Uses the tab's live connection while the component is mounted.
 * @param enter called on each connection and reconnection: joins, subscribes, catches up. Its return value is
 *   called on disconnection or unmount. It must have a stable identity.
 */
export function useLive(enter: (live: LiveConnection) => () => void): LiveState {
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    let left = false;
    let leave: (() => void) | undefined;
    let end = () => undefined as unknown;
    const takePart = async () => {
      const { live, release } = await acquireLiveConnection();
      const follow = () => {
        setState(live.state);
        const connected = live.state === "connected";
        if (connected) leave ??= enter(live);
        if (!connected) leave = void leave?.();
      };
      const unwatch = live.watch(follow);
      end = () => {
        unwatch();
        leave?.();
        release();
      };
      if (left) end();
      else follow();
    };
    const tryAgain = () => void takePart().catch(() => setState("away"));
    // The code of the connection is loaded on first use; offline, that waits for the network.
    takePart().catch(() => {
      setState("away");
      addEventListener("online", tryAgain, { once: true });
    });
    return () => {
      left = true;
      removeEventListener("online", tryAgain);
      end();
    };
  }, [enter]);
  return state;
}
