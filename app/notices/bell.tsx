import { useCallback, useEffect, useRef, useState } from "react";
import type { LiveConnection } from "../realtime/socket";
import { useLive } from "../realtime/use-live";
import { Bell as BellIcon } from "../ui/icons";
import { Link } from "../ui/link";
import { useMessages } from "./messages";
import { maxCounted } from "./notices";

interface BellProps {
  /** The frame's data: each load of it precedes what was counted before. */
  loaded: { unread: number };
}

/** The link to one's notices with the number of unread ones, kept up to date over the live connection. */
export function Bell({ loaded }: BellProps) {
  const t = useMessages();
  const [counted, setCounted] = useState({ loaded, unread: loaded.unread });
  const latest = useRef(loaded);
  latest.current = loaded;
  const [listens, setListens] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setListens(true), listenAfterMs);
    return () => clearTimeout(timer);
  }, []);
  // Not a fetcher: its failure would replace the page, with what one is writing, by the error page.
  const ask = useCallback(() => {
    const before = latest.current;
    void readCount().then((unread) => unread !== null && setCounted({ loaded: before, unread }));
  }, []);
  const count = (counted.loaded === loaded ? counted : loaded).unread;
  return (
    <>
      <Link to="/notifications" className="menu-opener bell" aria-label={t("bell.label", { count })}>
        <BellIcon aria-hidden="true" />
        {count > 0 && (
          <span className="count fresh" aria-hidden="true">
            {count > maxCounted ? t("bell.many", { count: maxCounted }) : count}
          </span>
        )}
      </Link>
      {listens && <Listener ask={ask} />}
    </>
  );
}

/** @returns null when the server does not answer, or the session has ended; the next change asks again. */
async function readCount(): Promise<number | null> {
  try {
    const answer = await fetch("/notifications/nombre", { headers: { Accept: "application/json" } });
    const { unread } = (await answer.json()) as { unread?: number };
    return unread ?? null;
  } catch {
    return null;
  }
}

/** A visitor who leaves at once does not pay for the code of the live connection. */
const listenAfterMs = 5_000;
/** Requests of people told at the same time are spread over this interval, and repeated events share one. */
const spreadMs = 2_000;

/** Asks for the number after each change, and after each connection. */
function Listener({ ask }: { ask: () => void }) {
  const enter = useCallback(
    (live: LiveConnection) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const later = () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          ask();
        }, Math.random() * spreadMs);
      };
      later();
      const stop = live.on("notices:changed", later);
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
    [ask],
  );
  useLive(enter);
  return null;
}
