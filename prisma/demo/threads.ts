/**
 * The conversations of the demonstration, around real and dated facts. Only personas speak; nothing here is the word of
 * a real person or the decision of a real organisation.
 */
import { borderThreads } from "./threads-borders";
import { followUpThreads } from "./threads-follow-up";
import { lawThreads } from "./threads-law";
import { spaceThreads } from "./threads-space";
import type { Thread } from "./types";

export const threads: readonly Thread[] = [
  ...borderThreads,
  ...followUpThreads,
  ...lawThreads,
  ...spaceThreads,
];
