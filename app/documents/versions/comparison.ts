import type { DocumentNode } from "../document-nodes";

/** Words of a changed block. `restyled`: the same words with other marks. */
export interface Passage {
  state: "same" | "added" | "removed" | "restyled";
  text: string;
  marks: readonly string[];
  /** The marks that restyled words had before. */
  before?: readonly string[];
}

/** An attribute of a block that changed; `type` is the kind of block itself. */
export interface AttributeChange {
  name: string;
  before: string;
  after: string;
}

/** One difference between two contents, in the order of the text. */
export type Difference =
  /** A run of equal blocks: only its ends are kept. */
  | { state: "same"; count: number; first: DocumentNode; last: DocumentNode | null }
  | { state: "added" | "removed"; block: DocumentNode }
  | {
      state: "changed";
      block: Pick<DocumentNode, "type" | "attrs">;
      attributes: AttributeChange[];
      /** Of a block of words. */
      passages?: Passage[];
      /** Of a list, a quotation, a table. */
      inside?: Difference[];
    };

/** The differences between two versions. */
export interface Comparison {
  differences: Difference[];
  /** Number of words added and removed, and of blocks whose form changed. */
  added: number;
  removed: number;
  reshaped: number;
}
