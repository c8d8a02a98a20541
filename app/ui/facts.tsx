import type { ReactNode } from "react";

export interface Fact {
  term: string;
  /** Nothing known: the line is left out. */
  value: ReactNode;
}

/** What is known of a thing, term by term. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== "")
        .map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
