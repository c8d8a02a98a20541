import * as Y from "yjs";
import { fragmentName, nodes } from "../editor/vocabulary";
import { docWithoutGc } from "./doc-without-gc";
import type { Inspection, Range } from "./inspect";
import { countSteps, IntegrationTooCostly } from "./integration-cost";

/** The held part of a document: the next clock of each Yjs client. */
export type Clocks = [client: number, clock: number][];

/** The cost of loading a document. */
export interface Loaded {
  clocks: Clocks;
  structs: number;
  steps: number;
}

/**
 * The outcome of an update: `taken` into the held document (not yet in the log); `contained`, since all of it is held
 * already; `refused` by Yjs or the vocabulary, after which the document is no longer held; `missing`, since this worker
 * does not hold the document.
 */
export type Tried = { outcome: "taken"; steps: number } | { outcome: "contained" | "refused" | "missing" };

/** An update to try. */
export interface Trial {
  update: Uint8Array;
  inspection: Inspection;
  /** Has structs that are not held. Otherwise its deletions decide whether it is contained. */
  isNew: boolean;
  maxSteps: number;
}

/** After this number of steps, some 15 ms, the other updates of a message are left for the next one. */
const maxStepsTogether = 100_000;

/** Maximum nesting depth. Yjs and the code that reads its documents recurse once per level. */
const maxDepth = 100;

/**
 * The documents that one worker holds. Integration happens here, never on the main thread, under a limit of steps
 * (integration-cost.ts). Runs in the worker; `thread-documents.server.ts` calls it.
 */
export class HeldDocuments {
  readonly #docs = new Map<string, Y.Doc>();

  /** Loads a document from the log. @returns null when that exceeds `maxSteps`. @throws when it cannot be read */
  load(key: string, parts: readonly Uint8Array[], maxSteps: number): Loaded | null {
    this.#docs.delete(key);
    const doc = docWithoutGc();
    // Yjs learns the type of a root only from the first access.
    doc.getXmlFragment(fragmentName);
    const steps = stepsOf({ doc, limit: maxSteps }, () => applyAll(doc, parts));
    if (steps === null) return null;
    this.#docs.set(key, doc);
    return { clocks: [...Y.decodeStateVector(Y.encodeStateVector(doc))], structs: structsIn(doc), steps };
  }

  /** Applies updates that are already in the log. @returns the raised clocks; null when the document is not held. */
  apply(key: string, updates: readonly Uint8Array[]): Clocks | null {
    const doc = this.#docs.get(key);
    if (!doc) return null;
    applyAll(doc, updates);
    const clients = new Set(updates.flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()]));
    return [...clients].map((client) => [client, Y.getState(doc.store, client)]);
  }

  /**
   * Applies updates that are not in the log yet, in their order. After `refused` the doc is half-changed, and no longer
   * held. Updates after a failure are not tried; nor are those after many steps, so that others do not wait for long.
   */
  try(key: string, trials: readonly Trial[]): Tried[] {
    const tried: Tried[] = [];
    let steps = 0;
    for (const trial of trials) {
      const result = this.#tryOne(key, trial);
      tried.push(result);
      if (result.outcome === "refused" || result.outcome === "missing") break;
      if (result.outcome === "taken") steps += result.steps;
      if (steps > maxStepsTogether) break;
    }
    return tried;
  }

  #tryOne(key: string, { update, inspection, isNew, maxSteps }: Trial): Tried {
    const doc = this.#docs.get(key);
    if (!doc) return { outcome: "missing" };
    if (!isNew && inspection.deletes.every((range) => isDeleted(doc, range))) return { outcome: "contained" };
    const steps = integrateUpdate(doc, update, inspection, maxSteps);
    if (steps !== null) return { outcome: "taken", steps };
    this.#docs.delete(key);
    return { outcome: "refused" };
  }

  /**
   * The update that a client with this state vector lacks. @returns null when the document is not held. @throws when it
   * is not a state vector
   */
  lackingAt(key: string, vector: Uint8Array): Uint8Array | null {
    const doc = this.#docs.get(key);
    return doc ? Y.encodeStateAsUpdate(doc, vector) : null;
  }

  forget(key: string): void {
    this.#docs.get(key)?.destroy();
    this.#docs.delete(key);
  }
}

/** @returns the steps; null on failure, which leaves the doc half-changed. */
function integrateUpdate(
  doc: Y.Doc,
  update: Uint8Array,
  { structs, deletes }: Inspection,
  maxSteps: number,
): number | null {
  const before = new Map(structs.map(({ client }) => [client, Y.getState(doc.store, client)]));
  const allowed = { doc, limit: maxSteps, deleteRanges: deletes.length };
  try {
    const steps = stepsOf(allowed, () => Y.applyUpdate(doc, update));
    const { pendingStructs, pendingDs } = doc.store;
    if (steps === null || pendingStructs !== null || pendingDs !== null) return null;
    const added = structs.map(({ client, from, to }) => ({
      client,
      from: Math.max(from, before.get(client) ?? 0),
      to,
    }));
    return added.every((range) => isWellPlaced(doc, range)) ? steps : null;
  } catch {
    // Some decodable updates refer to structs that do not exist: Yjs throws in the middle of integrating them.
    return null;
  }
}

/** Loads a whole document as a browser does, to count the steps. @returns null above the limit. */
export function rehearse(state: Uint8Array, maxSteps: number): number | null {
  const doc = docWithoutGc();
  return stepsOf({ doc, limit: maxSteps }, () => applyAll(doc, [state]));
}

function applyAll(doc: Y.Doc, parts: readonly Uint8Array[]): void {
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
}

function stepsOf(allowed: Parameters<typeof countSteps>[0], integrate: () => void): number | null {
  try {
    return countSteps(allowed, integrate);
  } catch (error) {
    if (error instanceof IntegrationTooCostly) return null;
    throw error;
  }
}

const structsIn = (doc: Y.Doc): number =>
  [...doc.store.clients.values()].reduce((sum, { length }) => sum + length, 0);

function isDeleted(doc: Y.Doc, range: Range): boolean {
  if (range.to > Y.getState(doc.store, range.client)) return false;
  return structsOf(doc, range).every(({ deleted }) => deleted);
}

/** The structs in this range. */
function structsOf(doc: Y.Doc, { client, from, to }: Range): (Y.Item | Y.GC)[] {
  const structs = doc.store.clients.get(client);
  if (!structs || from >= to) return [];
  const start = Y.findIndexSS(structs, from);
  let end = start;
  while ((structs[end]?.id.clock ?? to) < to) end += 1;
  return structs.slice(start, end);
}

/**
 * Whether the vocabulary allows everything in this range where it is placed. The parent is known only after
 * integration.
 */
function isWellPlaced(doc: Y.Doc, range: Range): boolean {
  return structsOf(doc, range).every((struct) => !(struct instanceof Y.Item) || stands(struct));
}

function stands({ content, parent, parentSub }: Y.Item): boolean {
  // The parent was garbage-collected, or the content deleted, so this item is not visible.
  if (!(parent instanceof Y.AbstractType) || content instanceof Y.ContentDeleted) return true;
  if (content instanceof Y.ContentAny) {
    const attributes = parent instanceof Y.XmlElement ? nodes[parent.nodeName] : undefined;
    return parentSub !== null && attributes !== undefined && Object.hasOwn(attributes, parentSub);
  }
  if (parentSub !== null) return false;
  if (content instanceof Y.ContentType) {
    return parent instanceof Y.XmlFragment && isShallow(parent);
  }
  return parent instanceof Y.XmlText;
}

function isShallow(parent: Y.XmlFragment): boolean {
  let above: unknown = parent;
  for (let depth = 0; depth < maxDepth; depth++) {
    if (!(above instanceof Y.AbstractType) || above._item === null) return true;
    above = above._item.parent;
  }
  return false;
}
