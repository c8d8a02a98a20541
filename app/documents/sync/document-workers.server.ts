import type { Anchor, Located, WantedPassage } from "../comments/anchors";
import type { DerivedContent, DocumentNode, ReadingView } from "../document-nodes";
import type { ExportForm, ExportFrame } from "../export/export";
import type { Comparison } from "../versions/comparison";
import type { Clocks, Loaded, Trial, Tried } from "./held-documents";
import type { InspectionResult } from "./inspect";
import type { Frozen, Rewritten } from "./whole-content";

/** A worker that holds documents by key; see `HeldDocuments`. */
export interface DocumentThread {
  load(key: string, parts: Uint8Array[], maxSteps: number): Promise<Loaded | null>;
  apply(key: string, updates: Uint8Array[]): Promise<Clocks | null>;
  try(key: string, trials: Trial[]): Promise<Tried[]>;
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
  /** The reading view of a version. */
  view(content: DocumentNode): Promise<ReadingView>;
  compare(before: DocumentNode, after: DocumentNode): Promise<Comparison>;
  /** The smallest update that makes a document equal to a content. */
  rewrite(parts: Uint8Array[], content: DocumentNode): Promise<Rewritten>;
  /** The canonical form of a document, with its hash. */
  freeze(parts: Uint8Array[], title: string): Promise<Frozen>;
  /** A content as a file. */
  file(content: DocumentNode, form: ExportForm, frame: ExportFrame): Promise<Uint8Array>;
  /** Anchors a passage to be commented; null when there are no such words. */
  anchor(parts: Uint8Array[], passage: WantedPassage): Promise<Located | null>;
  /** Finds the passages of anchors in a document as it is now. */
  locate(parts: Uint8Array[], anchors: readonly Anchor[]): Promise<Located[]>;
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
