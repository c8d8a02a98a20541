import { type RefObject, useEffect, useRef } from "react";

interface AutoSendOptions {
  /** The text was submitted and could not be sent, and its sender has not cancelled that. */
  unsent: boolean;
  /** The portal can be reached now. */
  reachable: boolean;
  /** A submission is under way. */
  sending: boolean;
  box: RefObject<HTMLTextAreaElement>;
}

/** Delay of the first attempt, in which the sender can still cancel, and of the next ones after a failure. */
const firstMs = 2_000;
const laterMs = 15_000;

/**
 * Sends a text that waits as soon as the portal can be reached. The form's key makes it exactly one contribution, also
 * when an earlier attempt had arrived without an answer.
 */
export function useAutoSend({ unsent, reachable, sending, box }: AutoSendOptions): void {
  const tried = useRef(false);
  useEffect(() => {
    if (!unsent || !reachable) tried.current = false;
    if (!unsent || !reachable || sending) return;
    const timer = setTimeout(
      () => {
        tried.current = true;
        box.current?.form?.requestSubmit();
      },
      tried.current ? laterMs : firstMs,
    );
    return () => clearTimeout(timer);
  }, [unsent, reachable, sending, box]);
}
