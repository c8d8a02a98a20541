import { z } from "zod";
import type { SpaceSign } from "./spaces";

/** Where something goes, and whose sight of it the page said that this changes. */
export const moveSchema = z.object({ to: z.uuid(), seen: z.string().max(80).default("") });
export type Move = z.infer<typeof moveSchema>;

/** A thread or a text about to go elsewhere. */
export interface MovePreview {
  id: string;
  slug: string;
  title: string;
  from: SpaceSign;
  /** Where the viewer may put it. */
  targets: { id: string; name: string }[];
  /** What it means, once a place is chosen. */
  chosen: {
    space: SpaceSign;
    gains: { total: number; names: string[] };
    loses: { total: number; names: string[] };
    seen: string;
  } | null;
}
