import * as Y from "yjs";
import { faithfulDoc } from "./faithful-doc";
import type { Inspection, Range } from "./inspect";
import { type LoggedUpdate, readLog, readTail } from "./log.server";

/**
 * A text as this process holds it while somebody reads it: a cache of the log, nothing more. It may be dropped at
 * any moment, and it is never the place where something is lost.
 *
 * Between `try` and `confirm` it holds what is not in the log yet; only the door, which calls both, may look at it
 * then.
 */
export class OpenText {
  readonly id: string;
  #doc = faithfulDoc();
  /** Everything up to this number of the log is in `#doc`. */
  #seq = 0;
  /** Bytes kept of the text, about. */
  #bytes = 0;
  /** How many updates the snapshot does not hold yet. */
  #tail = 0;
  /** The snapshot as it was read, for the first who lacks all of it; gone as soon as the text says more. */
  #asRead: Uint8Array | null = null;

  private constructor(id: string) {
    this.id = id;
  }

  /** Reads a text from the log. @throws when it cannot be read whole: then there is no open text, not a blank one. */
  static async load(id: string): Promise<OpenText> {
    const text = new OpenText(id);
    await text.reload();
    return text;
  }

  get seq(): number {
    return this.#seq;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get tail(): number {
    return this.#tail;
  }

  /** What is held here, for a client to compare with its own. */
  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc);
  }

  /** What a client with this state vector lacks. */
  lackingAt(vector: Uint8Array): Uint8Array {
    const asRead = this.#asRead;
    this.#asRead = null;
    return asRead && holdsNothing(vector) ? asRead : Y.encodeStateAsUpdate(this.#doc, vector);
  }

  /**
   * Takes in an update that is not in the log yet, to see whether Yjs can: some that look right refer to what does
   * not exist, and would make the text unreadable for ever once they were in the log.
   * @returns false when it cannot; then `reload` has to undo what was begun.
   */
  try(update: Uint8Array): boolean {
    this.#asRead = null;
    try {
      Y.applyUpdate(this.#doc, update);
    } catch {
      return false;
    }
    const { pendingStructs, pendingDs } = this.#doc.store;
    return pendingStructs === null && pendingDs === null;
  }

  /** What was tried is in the log under this number. */
  confirm(seq: number, bytes: number): void {
    if (seq <= this.#seq) return;
    this.#seq = seq;
    this.#tail += 1;
    this.#bytes += bytes;
  }

  /** Compares with the log and takes in what other processes wrote. @returns that. */
  async catchUp(): Promise<LoggedUpdate[]> {
    const news = await readTail(this.id, this.#seq);
    if (!news) return await this.#replace();
    for (const { seq, bytes } of news) {
      this.#asRead = null;
      Y.applyUpdate(this.#doc, bytes);
      this.confirm(seq, bytes.byteLength);
    }
    return news;
  }

  /** The tail was compacted up to `seq` into so many bytes. */
  compacted(seq: number, bytes: number): void {
    this.#tail = Math.max(0, this.#seq - seq);
    this.#bytes = bytes;
  }

  /** Whether an update builds on something that is not here. */
  isGapped({ structs, deletes, needs }: Inspection): boolean {
    const after = new Map(structs.map(({ client, to }) => [client, to]));
    return (
      structs.some(({ client, from }) => from > this.#clockOf(client)) ||
      needs.some(({ client, clock }) => clock >= this.#clockOf(client)) ||
      deletes.some(({ client, to }) => to > Math.max(this.#clockOf(client), after.get(client) ?? 0))
    );
  }

  /** The part of an update that is new here: structs this text does not hold yet. */
  newStructs({ structs }: Inspection): Range[] {
    return structs.filter(({ client, to }) => to > this.#clockOf(client));
  }

  /** Whether everything an update says is here already. */
  contains(inspection: Inspection): boolean {
    return (
      this.newStructs(inspection).length === 0 && inspection.deletes.every((range) => this.#isDeleted(range))
    );
  }

  /** Forgets what is here and reads the log anew. */
  async reload(): Promise<void> {
    const { snapshot, updates } = await readLog(this.id);
    const doc = faithfulDoc();
    doc.transact(() => {
      if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
      for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
    });
    this.#doc.destroy();
    this.#doc = doc;
    this.#seq = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
    this.#tail = updates.length;
    this.#asRead = updates.length === 0 && snapshot ? snapshot.bytes : null;
    this.#bytes = [snapshot, ...updates].reduce((sum, part) => sum + (part?.bytes.byteLength ?? 0), 0);
  }

  /** The tail we lacked is compacted: everything is read anew, and what was new in it told in one piece. */
  async #replace(): Promise<LoggedUpdate[]> {
    const before = this.stateVector();
    await this.reload();
    return [{ seq: this.#seq, bytes: this.lackingAt(before) }];
  }

  #clockOf(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  #isDeleted({ client, from, to }: Range): boolean {
    const structs = this.#doc.store.clients.get(client);
    if (!structs || to > this.#clockOf(client)) return false;
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
      const struct = structs[index];
      if (!struct || struct.id.clock >= to) break;
      if (!struct.deleted) return false;
    }
    return true;
  }
}

/** The state vector of an empty doc: no client at all. */
const holdsNothing = (vector: Uint8Array): boolean => vector.length === 1 && vector[0] === 0;
