import { z } from "zod";
import type { Variants } from "./variants";

const textVariants = z.record(z.string(), z.string());
const paragraphVariants = z.record(z.string(), z.array(z.string()));

/** Reads a column with a text in several languages. */
export const readVariants = (column: unknown): Variants => textVariants.parse(column);

/** Reads a column with paragraphs in several languages. */
export const readParagraphs = (column: unknown): Variants<string[]> => paragraphVariants.parse(column);
