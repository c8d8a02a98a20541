import * as Y from "yjs";

/**
 * Yjs places an item by walking over the items between its two neighbours, and splits items at the boundaries of an
 * update. An editor's updates need few steps; crafted updates need the square of their items, which blocks the thread
 * for minutes. So every document worker counts these steps during integration and stops at a limit. Counting gives the
 * same verdict on every machine, whereas a time limit would refuse honest updates on a busy one.
 */

/** Integration exceeded its limit of steps. The doc is half-changed: discard it. */
export class IntegrationTooCostly extends Error {}

interface Counter {
  steps: number;
  limit: number;
  /** The cost of splitting an item, or of merging two. */
  stepsPerSplice: number;
}

let counter: Counter | null = null;

/** Number of array elements moved in the time of one step. */
const placesPerStep = 500;

/**
 * Integrates into a doc under a limit of steps.
 * @param deleteRanges number of deleted ranges, where known: Yjs may merge two items for each.
 * @returns the number of steps. @throws IntegrationTooCostly, and what `integrate` throws.
 */
export function countSteps(
  { doc, limit, deleteRanges = 0 }: { doc: Y.Doc; limit: number; deleteRanges?: number },
  integrate: () => void,
): number {
  // Yjs keeps a client's structs in an array, and moves its tail at each split or merge.
  const longest = Math.max(0, ...[...doc.store.clients.values()].map(({ length }) => length));
  const stepsPerSplice = Math.ceil(longest / placesPerStep);
  const counted: Counter = { steps: 0, limit, stepsPerSplice };
  counter = counted;
  try {
    addSteps(deleteRanges * stepsPerSplice);
    integrate();
  } finally {
    counter = null;
  }
  return counted.steps;
}

function addSteps(steps: number): void {
  if (!counter) return;
  counter.steps += steps;
  if (counter.steps > counter.limit) throw new IntegrationTooCostly();
}

/** Walks over the conflicting items as Yjs is about to do, and counts. */
function countConflicts(item: Y.Item, store: Y.Doc["store"]): void {
  const { left, right, parent, parentSub, origin } = item;
  if (!(parent instanceof Y.AbstractType)) return;
  if (left ? left.right === right : right !== null && right.left === null) return;
  let other = left ? left.right : parentSub === null ? parent._start : firstValue(parent, parentSub);
  const passed = new Set<Y.Item>();
  while (other !== null && other !== right) {
    addSteps(1);
    const followsPassed = other.origin !== null && passed.has(Y.getItem(store, other.origin) as Y.Item);
    if (!Y.compareIDs(origin, other.origin) && !followsPassed) return;
    passed.add(other);
    other = other.right;
  }
}

/** The oldest value of an attribute: Yjs walks back to it through all later values. */
function firstValue(parent: Y.AbstractType<unknown>, key: string): Y.Item | null {
  let value = parent._map.get(key) ?? null;
  while (value?.left) {
    addSteps(1);
    value = value.left;
  }
  return value;
}

const { integrate } = Y.Item.prototype;

Y.Item.prototype.integrate = function (transaction, offset) {
  // With an offset, most of the item is already held and Yjs finds its neighbours directly; at most once per client.
  if (counter && offset === 0) countConflicts(this, transaction.doc.store);
  integrate.call(this, transaction, offset);
};

/** Counts each split of an item, which splits its content. */
function countDivisions(content: { splice(offset: number): unknown }): void {
  const { splice } = content;
  content.splice = function (offset) {
    addSteps(counter?.stepsPerSplice ?? 0);
    return splice.call(this, offset);
  };
}

countDivisions(Y.ContentString.prototype);
countDivisions(Y.ContentDeleted.prototype);
