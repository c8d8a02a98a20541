import { useEffect, useState } from "react";
import { acquireLiveConnection, type LiveConnection, type LiveState } from "./socket";

/**
 * Takes part in the tab's live connection for as long as the page is there.
 * @param enter called each time the connection stands, the first time and after every cut: joins, hears, catches
 *   up. What it returns is called when the connection is cut or the page is left. Give it a stable identity.
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
    // The code for the connection is fetched when it is first wanted; offline, that waits for the network.
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
