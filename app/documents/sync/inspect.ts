import * as Y from "yjs";
import { fragmentName, isStorable, marks, nodes } from "../editor/vocabulary";

/**
 * Inspects one update (format v1) before any use. Yjs does not protect itself: a few bytes can cost seconds or
 * megabytes, store structs that stay invisible, or add content that no editor knows. So this runs in a worker with a
 * limit of time and memory. An accepted update is then integrated in a document worker (held-documents.ts).
 */

/** Structs of one client, `from` inclusive to `to` exclusive. */
export interface Range {
  client: number;
  from: number;
  to: number;
}

export interface Inspection {
  /** Ranges of structs by client, new or already known. */
  structs: Range[];
  /** Deleted ranges. */
  deletes: Range[];
  /** The clocks outside the update that it depends on: these must be known. */
  needs: { client: number; clock: number }[];
  structCount: number;
}

export type InspectionResult =
  | { ok: true; inspection: Inspection }
  | { ok: false; reason: "not-decodable" | "gapped" | "unknown-content" };

/** Maximum number of structs per update: the largest paste has some thousands. */
const maxStructs = 20_000;
/** Maximum number of deleted ranges; deleting a whole document needs one for each remaining run. */
const maxDeleteRanges = 20_000;
/**
 * Maximum number of items with the same left neighbour. Yjs compares each with all the others; an editor makes one each
 * time someone starts to write at that place.
 */
const maxItemsPerOrigin = 1_000;
/** Maximum clock. Clocks count characters, and no document has two thousand million. */
const maxClock = 0x7fff_ffff;

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];

/** Decodes and checks an update. Never throws. */
export function inspectUpdate(update: Uint8Array): InspectionResult {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return { ok: false, reason: "not-decodable" };
  }
  const { structs, ds } = decoded;
  const deletes = deletesOf(ds);
  if (structs.length > maxStructs || deletes.length > maxDeleteRanges) {
    return { ok: false, reason: "not-decodable" };
  }
  const sane = [...structs.map(rangeOf), ...deletes].every(isSane);
  if (!sane || !areDisjoint(deletes) || crowdsOrigin(structs)) return { ok: false, reason: "not-decodable" };
  const ranges = contiguous(structs);
  if (!ranges) return { ok: false, reason: "gapped" };
  if (!structs.every((struct) => !(struct instanceof Y.Item) || isKnown(struct))) {
    return { ok: false, reason: "unknown-content" };
  }
  return {
    ok: true,
    inspection: { structs: ranges, deletes, needs: needsOf(structs, ranges), structCount: structs.length },
  };
}

const rangeOf = ({ id, length }: Struct): Range => ({
  client: id.client,
  from: id.clock,
  to: id.clock + length,
});

const isSane = ({ client, from, to }: Range): boolean =>
  Number.isInteger(client) &&
  client >= 0 &&
  client <= 0xffff_ffff &&
  from >= 0 &&
  to > from &&
  to <= maxClock;

/** One range per client, or null when there is a gap between two structs of one client. */
function contiguous(structs: readonly Struct[]): Range[] | null {
  const ranges = new Map<number, Range>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) return null;
    const next = rangeOf(struct);
    const range = ranges.get(next.client);
    if (!range) ranges.set(next.client, next);
    else if (range.to === next.from) range.to = next.to;
    else return null;
  }
  return [...ranges.values()];
}

function deletesOf(ds: ReturnType<typeof Y.decodeUpdate>["ds"]): Range[] {
  return [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
  );
}

/**
 * Yjs writes a client's deletions sorted and merged; overlapping ranges would make it visit the same structs
 * repeatedly.
 */
function areDisjoint(deletes: readonly Range[]): boolean {
  return deletes.every(({ client, from }, index) => {
    const before = deletes[index - 1];
    return before?.client !== client || before.to <= from;
  });
}

/** Whether too many items name the same left neighbour, or the beginning of the same node or attribute. */
function crowdsOrigin(structs: readonly Struct[]): boolean {
  const counts = new Map<string, number>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const { origin, rightOrigin, parentSub } = struct;
    // An item without neighbours names its parent; one with only a right neighbour inherits that one's parent.
    const place = origin ?? parentId(struct) ?? struct.parent ?? `before ${rightOrigin?.client}`;
    const key = `${place instanceof Y.ID ? `${place.client}:${place.clock}` : place}/${parentSub}`;
    const count = (counts.get(key) ?? 0) + 1;
    if (count > maxItemsPerOrigin) return true;
    counts.set(key, count);
  }
  return false;
}

/** The highest clock of each client that the structs refer to, outside the update. */
function needsOf(structs: readonly Struct[], ranges: readonly Range[]): Inspection["needs"] {
  const within = new Map(ranges.map((range) => [range.client, range]));
  const needs = new Map<number, number>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    for (const id of [struct.origin, struct.rightOrigin, parentId(struct)]) {
      if (!id) continue;
      const range = within.get(id.client);
      if (range && id.clock >= range.from && id.clock < range.to) continue;
      needs.set(id.client, Math.max(needs.get(id.client) ?? 0, id.clock));
    }
  }
  return [...needs].map(([client, clock]) => ({ client, clock }));
}

/** Before integration a parent is an id, or the name of a root as a string. */
function parentId({ parent }: Y.Item): Y.ID | null {
  return parent instanceof Y.ID ? parent : null;
}

/** Accepts only content of the editor's schema, below the document's own root. */
function isKnown({ content, parent, parentSub }: Y.Item): boolean {
  if (typeof parent === "string" && (parent !== fragmentName || parentSub !== null)) return false;
  if (content instanceof Y.ContentString) return parentSub === null && isStorable(content.str);
  if (content instanceof Y.ContentDeleted) return true;
  if (content instanceof Y.ContentFormat) return isKnownMark(content.key, content.value);
  if (content instanceof Y.ContentType) return parentSub === null && isKnownType(content.type);
  // An attribute: one value under a name. The node it belongs to is unknown here, so any node's attribute passes.
  if (content instanceof Y.ContentAny) return parentSub !== null && isKnownAttribute(parentSub, content.arr);
  return false;
}

/** Checks a mark by its plain name: a name with a hash denotes overlapping marks, which the schema does not have. */
function isKnownMark(name: string, value: unknown): boolean {
  return Object.hasOwn(marks, name) && (marks[name]?.(value) ?? false);
}

function isKnownType(type: unknown): boolean {
  if (type instanceof Y.XmlText) return true;
  return type instanceof Y.XmlElement && Object.hasOwn(nodes, type.nodeName);
}

function isKnownAttribute(name: string, values: unknown[]): boolean {
  return (
    values.length === 1 &&
    Object.values(nodes).some(
      (attributes) => Object.hasOwn(attributes, name) && attributes[name]?.(values[0]),
    )
  );
}

/**
 * Whether this editor's schema knows every node, mark and attribute of an update. The editor would delete unknown ones.
 */
export function knowsKinds(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.every((struct) => {
    if (!(struct instanceof Y.Item)) return true;
    const { content, parentSub } = struct;
    if (content instanceof Y.ContentType) return isKnownType(content.type);
    if (content instanceof Y.ContentFormat) return Object.hasOwn(marks, content.key);
    if (!(content instanceof Y.ContentAny) || parentSub === null) return true;
    return Object.values(nodes).some((attributes) => Object.hasOwn(attributes, parentSub));
  });
}
