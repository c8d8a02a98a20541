/**
 * Common texts of the demonstration. Each says at its head that it is a demonstration: none is a position of REMIDDH,
 * nor the record of what somebody said.
 */
import { followUpFrame, minutes } from "./documents-dialogue";
import { defenders, position, termsOfReference } from "./documents-texts";
import type { DemoDocument } from "./types";

export const documents: readonly DemoDocument[] = [
  position,
  termsOfReference,
  defenders,
  followUpFrame,
  minutes,
];
