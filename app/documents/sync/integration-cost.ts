import * as Y from "yjs";

/**
 * Yjs places an item by walking over the items that stand between its two neighbours, and divides items where an update
 * begins or ends within one. An editor's updates need hardly a step; updates made for it need the square of their items,
 * and hold the thread for minutes. So every document thread counts these steps while it integrates, and gives up at a
 * limit. Counting gives the same verdict on every machine, whereas a time limit would refuse honest words on a busy one.
 */

/** The integration needed more steps than allowed. The doc it was meant for is half-changed: discard it. */
export class IntegrationTooCostly extends Error {}

interface Counter {
  steps: number;
  limit: number;
  /** What it takes to divide an item, or to join two. */
  stepsPerSplice: number;
}

let counter: Counter | null = null;

/** So many places of an array are moved in the time of one step. */
const placesPerStep = 500;

/**
 * Integrates something into a doc under a limit of steps.
 * @param deleteRanges how many ranges it deletes, where known: Yjs may join two items for each.
 * @returns the steps it took. @throws IntegrationTooCostly, and what `integrate` throws.
 */
export function countSteps(
  { doc, limit, deleteRanges = 0 }: { doc: Y.Doc; limit: number; deleteRanges?: number },
  integrate: () => void,
): number {
  // Yjs keeps the structs of a client in an array, and moves its end at each place where it divides or joins.
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

/** Takes the same way over conflicting items as Yjs is about to take, and counts. */
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

/** The oldest value of an attribute: Yjs goes back to it through all that replaced it. */
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
  // With an offset, most of the item is here already and Yjs looks for its neighbours itself; once per client at most.
  if (counter && offset === 0) countConflicts(this, transaction.doc.store);
  integrate.call(this, transaction, offset);
};

/** Every division of an item divides its content. */
function countDivisions(content: { splice(offset: number): unknown }): void {
  const { splice } = content;
  content.splice = function (offset) {
    addSteps(counter?.stepsPerSplice ?? 0);
    return splice.call(this, offset);
  };
}

countDivisions(Y.ContentString.prototype);
countDivisions(Y.ContentDeleted.prototype);
