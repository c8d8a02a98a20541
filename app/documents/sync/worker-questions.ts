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
  | { ask: "digest"; parts: Uint8Array[] };
