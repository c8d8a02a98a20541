import type { InspectionResult } from "./inspect";
import type { Digest } from "./text-nodes";

/** Threads beside the process, in which bytes from outside can do no harm; the process gives them at start. */
export interface TextThreads {
  /** Looks at one update. @throws when it passes the limits of time or memory. */
  inspect(update: Uint8Array): Promise<InspectionResult>;
  /** Makes one snapshot of a snapshot and the updates after it, and the text in words. */
  digest(parts: Uint8Array[]): Promise<Digest>;
}

let provided: TextThreads | undefined;

/** Called once at start. */
export function provideTextThreads(threads: TextThreads): void {
  provided = threads;
}

/** The threads in which untrusted or heavy work on texts is done. */
export function textThreads(): TextThreads {
  if (!provided) throw new Error("provideTextThreads() was not called.");
  return provided;
}
