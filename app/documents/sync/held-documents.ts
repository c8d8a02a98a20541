import * as Y from "yjs";
import { fragmentName, nodes } from "../editor/vocabulary";
import { docWithoutGc } from "./doc-without-gc";
import type { Inspection, Range } from "./inspect";
import { countSteps, IntegrationTooCostly } from "./integration-cost";

/** How much of a document is here: the next clock of each Yjs client. */
export type Clocks = [client: number, clock: number][];

/** What loading a document took. */
export interface Loaded {
  clocks: Clocks;
  structs: number;
  steps: number;
}

/**
 * What became of an update: `taken` into the held document (which the log does not have yet), `contained` since all of
 * it is here already, `refused` since Yjs or the vocabulary cannot take it, `missing` since this thread does not hold the
 * document (any more). After `refused` it holds it no longer.
 */
export type Tried = { outcome: "taken"; steps: number } | { outcome: "contained" | "refused" | "missing" };

/** An update to be tried. */
export interface Trial {
  update: Uint8Array;
  inspection: Inspection;
  /** It has structs that are not held; otherwise what it deletes decides whether all of it is contained. */
  isNew: boolean;
  maxSteps: number;
}

/** Deeper than this nobody nests. Yjs and what reads its documents call themselves once per level. */
const maxDepth = 100;

/**
 * The documents that one document thread holds: integration happens here and never on the main thread, under a limit of
 * steps (integration-cost.ts). Runs in the thread; `thread-documents.server.ts` speaks to it.
 */
export class HeldDocuments {
  readonly #docs = new Map<string, Y.Doc>();

  /** Takes in a document from the log. @returns null when that takes more steps than `maxSteps`. @throws when it cannot be read */
  load(key: string, parts: readonly Uint8Array[], maxSteps: number): Loaded | null {
    this.#docs.delete(key);
    const doc = docWithoutGc();
    // Yjs knows the type of a root only from who asks for it.
    doc.getXmlFragment(fragmentName);
    const steps = stepsOf({ doc, limit: maxSteps }, () => applyAll(doc, parts));
    if (steps === null) return null;
    this.#docs.set(key, doc);
    return { clocks: [...Y.decodeStateVector(Y.encodeStateVector(doc))], structs: structsIn(doc), steps };
  }

  /** Takes in what is in the log already. @returns the clocks that rose; null when the document is not held. */
  apply(key: string, updates: readonly Uint8Array[]): Clocks | null {
    const doc = this.#docs.get(key);
    if (!doc) return null;
    applyAll(doc, updates);
    const clients = new Set(updates.flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()]));
    return [...clients].map((client) => [client, Y.getState(doc.store, client)]);
  }

  /** Takes in an update that is not in the log yet. After `refused` the doc is half-changed, and no longer held. */
  try(key: string, { update, inspection, isNew, maxSteps }: Trial): Tried {
    const doc = this.#docs.get(key);
    if (!doc) return { outcome: "missing" };
    if (!isNew && inspection.deletes.every((range) => isDeleted(doc, range))) return { outcome: "contained" };
    const steps = integrateUpdate(doc, update, inspection, maxSteps);
    if (steps !== null) return { outcome: "taken", steps };
    this.#docs.delete(key);
    return { outcome: "refused" };
  }

  /** What a client with this state vector lacks. @returns null when the document is not held. @throws when it is no state vector */
  lackingAt(key: string, vector: Uint8Array): Uint8Array | null {
    const doc = this.#docs.get(key);
    return doc ? Y.encodeStateAsUpdate(doc, vector) : null;
  }

  forget(key: string): void {
    this.#docs.get(key)?.destroy();
    this.#docs.delete(key);
  }
}

/** @returns the steps; null when it cannot be taken in: the doc is half-changed then. */
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
    // Some updates that decode refer to what does not exist: Yjs throws in the middle of taking them in.
    return null;
  }
}

/** Loads a whole document as a browser does, to see what that takes. @returns null above the limit of steps. */
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

/** The structs that this range touches. */
function structsOf(doc: Y.Doc, { client, from, to }: Range): (Y.Item | Y.GC)[] {
  const structs = doc.store.clients.get(client);
  if (!structs || from >= to) return [];
  const start = Y.findIndexSS(structs, from);
  let end = start;
  while ((structs[end]?.id.clock ?? to) < to) end += 1;
  return structs.slice(start, end);
}

/** Whether everything in this range stands where the vocabulary lets it: only now it is known below what. */
function isWellPlaced(doc: Y.Doc, range: Range): boolean {
  return structsOf(doc, range).every((struct) => !(struct instanceof Y.Item) || stands(struct));
}

function stands({ content, parent, parentSub }: Y.Item): boolean {
  // Its neighbours are gone for good, and so it is: nobody sees it.
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
