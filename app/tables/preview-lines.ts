/** Number of lines on a page of a preview. */
export const previewPageSize = 50;

/**
 * One page of a preview, and the number of lines of each kind of effect.
 * @param order all kinds, those that need a decision first.
 */
export function previewPage<Kind extends string, Line extends { effect: { kind: Kind } }>(
  lines: readonly Line[],
  order: readonly Kind[],
  page: number,
): { counts: Record<Kind, number>; shown: Line[]; total: number } {
  const counts = Object.fromEntries(order.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const { effect } of lines) counts[effect.kind]++;
  const sorted = [...lines].sort(
    (one, other) => order.indexOf(one.effect.kind) - order.indexOf(other.effect.kind),
  );
  const at = (page - 1) * previewPageSize;
  return { counts, shown: sorted.slice(at, at + previewPageSize), total: lines.length };
}
