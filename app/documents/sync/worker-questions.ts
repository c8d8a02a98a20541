import type { Anchor, WantedPassage } from "../comments/anchors";
import type { DocumentNode } from "../document-nodes";
import type { ExportForm, ExportFrame } from "../export/export";
import type { Trial } from "./held-documents";

/** Questions to the document workers; each worker answers one at a time. `key` names a held document. */
export type ThreadQuestion =
  | { ask: "inspect"; update: Uint8Array }
  | { ask: "load"; key: string; parts: Uint8Array[]; maxSteps: number }
  | { ask: "apply"; key: string; updates: Uint8Array[] }
  | { ask: "try"; key: string; trials: Trial[] }
  | { ask: "lacking"; key: string; vector: Uint8Array }
  | { ask: "forget"; key: string }
  | { ask: "rehearse"; state: Uint8Array; maxSteps: number }
  | { ask: "digest"; parts: Uint8Array[] }
  | { ask: "view"; content: DocumentNode }
  | { ask: "compare"; before: DocumentNode; after: DocumentNode }
  | { ask: "rewrite"; parts: Uint8Array[]; content: DocumentNode }
  | { ask: "freeze"; parts: Uint8Array[]; title: string }
  | { ask: "file"; content: DocumentNode; form: ExportForm; frame: ExportFrame }
  | { ask: "anchor"; parts: Uint8Array[]; passage: WantedPassage }
  | { ask: "locate"; parts: Uint8Array[]; anchors: readonly Anchor[] };
