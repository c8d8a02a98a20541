import type { DerivedContent } from "../document-nodes";
import type { Clocks, Loaded, Trial, Tried } from "./held-documents";
import type { InspectionResult } from "./inspect";

/** A worker that holds documents by key; see `HeldDocuments`. */
export interface DocumentThread {
  load(key: string, parts: Uint8Array[], maxSteps: number): Promise<Loaded | null>;
  apply(key: string, updates: Uint8Array[]): Promise<Clocks | null>;
  try(key: string, trial: Trial): Promise<Tried>;
  lackingAt(key: string, vector: Uint8Array): Promise<Uint8Array | null>;
  forget(key: string): Promise<void>;
  rehearse(state: Uint8Array, maxSteps: number): Promise<number | null>;
}

/** Small and heavy documents use different workers, so that small ones never wait for heavy ones. */
export type ThreadLoad = "light" | "heavy";

/**
 * Workers that process untrusted bytes outside the main thread; provided at start. Each call throws `ThreadLimitPassed`
 * when it exceeds its limit of time or memory.
 */
export interface DocumentWorkers {
  /** Inspects one update. */
  inspect(update: Uint8Array): Promise<InspectionResult>;
  documents(load: ThreadLoad): DocumentThread;
  /** Merges a snapshot and its later updates into one snapshot, and derives all content from it. */
  digest(parts: Uint8Array[], load: ThreadLoad): Promise<DerivedContent>;
}

/** Whether a worker exceeded its limit of time or memory. */
export const passedThreadLimits = (error: unknown): boolean =>
  error instanceof Error && error.name === "ThreadLimitPassed";

let provided: DocumentWorkers | undefined;

/** Call once at start. */
export function provideDocumentWorkers(threads: DocumentWorkers): void {
  provided = threads;
}

/** The workers for untrusted or heavy work on documents. */
export function documentWorkers(): DocumentWorkers {
  if (!provided) throw new Error("provideDocumentWorkers() was not called.");
  return provided;
}
