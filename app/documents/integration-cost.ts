import * as Y from "yjs";

/**
 * Yjs places an item by walking over the items that stand between its two neighbours. An editor's updates need hardly
 * a step; updates made for it need the square of their items, and hold the thread for minutes. So every document
 * thread counts these steps while it integrates, and gives up at a limit. Counting gives the same verdict on every
 * machine, whereas a time limit would refuse honest words on a busy one.
 */

/** The integration needed more steps than allowed. The doc it was meant for is half-changed: discard it. */
export class IntegrationTooCostly extends Error {}

let counter: { steps: number; limit: number } | null = null;

/**
 * Integrates under a limit of steps.
 * @returns the steps it took. @throws IntegrationTooCostly, and what `integrate` throws.
 */
export function countSteps(limit: number, integrate: () => void): number {
  const counted = { steps: 0, limit };
  counter = counted;
  try {
    integrate();
  } finally {
    counter = null;
  }
  return counted.steps;
}

function addStep(): void {
  if (!counter) return;
  counter.steps += 1;
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
    addStep();
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
    addStep();
    value = value.left;
  }
  return value;
}

const integrate = Y.Item.prototype.integrate;

Y.Item.prototype.integrate = function (transaction, offset) {
  // With an offset, most of the item is here already and Yjs looks for its neighbours itself; once per client at most.
  if (counter && offset === 0) countConflicts(this, transaction.doc.store);
  integrate.call(this, transaction, offset);
};
