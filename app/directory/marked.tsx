import type { MarkedPart } from "../search-language/marks";

/** A text with matched words marked. */
export function Marked({ parts }: { parts: MarkedPart[] }) {
  return parts.map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    typeof part === "string" ? part : <mark key={index}>{part.found}</mark>,
  );
}
