import { z } from "zod";
import type { Variants } from "./variants";

const textVariants = z.record(z.string(), z.string());
const paragraphVariants = z.record(z.string(), z.array(z.string()));

/** A column of texts in several languages, as it comes out of the database. */
export const readVariants = (column: unknown): Variants => textVariants.parse(column);

/** A column of paragraphs in several languages. */
export const readParagraphs = (column: unknown): Variants<string[]> => paragraphVariants.parse(column);
