import type { DerivedContent } from "../document-nodes";
import type { Clocks, Loaded, Trial, Tried } from "./held-documents";
import type { InspectionResult } from "./inspect";

/** A thread that holds documents, each under a key; `HeldDocuments` says what it does. */
export interface DocumentThread {
  load(key: string, parts: Uint8Array[], maxSteps: number): Promise<Loaded | null>;
  apply(key: string, updates: Uint8Array[]): Promise<Clocks | null>;
  try(key: string, trial: Trial): Promise<Tried>;
  lackingAt(key: string, vector: Uint8Array): Promise<Uint8Array | null>;
  forget(key: string): Promise<void>;
  rehearse(state: Uint8Array, maxSteps: number): Promise<number | null>;
}

/** Small documents and heavy ones are not done in the same threads, so that the former never wait for the latter. */
export type ThreadLoad = "light" | "heavy";

/**
 * Threads beside the process, in which bytes from outside can do no harm; the process gives them at start. Each call
 * throws `ThreadLimitPassed` when it takes more time or memory than allowed.
 */
export interface DocumentWorkers {
  /** Looks at one update. */
  inspect(update: Uint8Array): Promise<InspectionResult>;
  documents(load: ThreadLoad): DocumentThread;
  /** Makes one snapshot of a snapshot and the updates after it, and all that is derived from it. */
  digest(parts: Uint8Array[], load: ThreadLoad): Promise<DerivedContent>;
}

/** Whether a thread was too slow, or took too much memory, for what it was given. */
export const passedThreadLimits = (error: unknown): boolean =>
  error instanceof Error && error.name === "ThreadLimitPassed";

let provided: DocumentWorkers | undefined;

/** Called once at start. */
export function provideDocumentWorkers(threads: DocumentWorkers): void {
  provided = threads;
}

/** The threads in which untrusted or heavy work on texts is done. */
export function documentWorkers(): DocumentWorkers {
  if (!provided) throw new Error("provideTextThreads() was not called.");
  return provided;
}
