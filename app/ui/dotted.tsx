import { Fragment, type ReactNode } from "react";

/** The parts that are there, with a point between each two: no line begins with one, or has nothing else. */
export function Dotted({ parts }: { parts: readonly ReactNode[] }) {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== false && part !== "")
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never move
      <Fragment key={index}>
        {index > 0 && " · "}
        {part}
      </Fragment>
    ));
}
