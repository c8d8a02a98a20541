import type { ReactElement } from "react";

export interface KeptProps {
  /** Says all that what is in it depends on. */
  by: string;
  children: () => ReactElement;
}

/**
 * What is the same on many pages, for many people. Where pages are written it is kept as text and written once
 * (`kept.server.ts`); in the browser it is what it is.
 */
export const Kept = ({ children }: KeptProps) => children();
