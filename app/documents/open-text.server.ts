import * as Y from "yjs";
import { faithfulDoc } from "./faithful-doc";
import type { Inspection, Range } from "./inspect";
import { type LoggedUpdate, readLog, readTail } from "./log.server";

/** Clocks that updates before this one, on their way into the log together with it, will have brought. */
export type Ahead = ReadonlyMap<number, number>;

/**
 * A text as this process holds it while somebody reads it: a cache of the log, nothing more. It may be dropped at
 * any moment, and it is never the place where something is lost.
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

  private constructor(id: string) {
    this.id = id;
  }

  /** Reads a text from the log. @throws when it cannot be read whole: then there is no open text, not a blank one. */
  static async load(id: string): Promise<OpenText> {
    const text = new OpenText(id);
    await text.#reload();
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
    return Y.encodeStateAsUpdate(this.#doc, vector);
  }

  /** Compares with the log and takes in what other processes wrote. @returns that. */
  async catchUp(): Promise<LoggedUpdate[]> {
    const news = await readTail(this.id, this.#seq);
    if (!news) return await this.#replace();
    for (const { seq, bytes } of news) this.take(seq, bytes);
    return news;
  }

  /** Takes in one update that is in the log. Taken twice, it changes nothing. */
  take(seq: number, update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update);
    if (seq <= this.#seq) return;
    this.#seq = seq;
    this.#tail += 1;
    this.#bytes += update.byteLength;
  }

  /** The tail was compacted up to `seq` into so many bytes. */
  compacted(seq: number, bytes: number): void {
    this.#tail = Math.max(0, this.#seq - seq);
    this.#bytes = bytes;
  }

  /** Whether an update builds on something that is not here. */
  isGapped({ structs, deletes, needs }: Inspection, ahead: Ahead): boolean {
    const known = (client: number) => this.#knownOf(client, ahead);
    const after = new Map(structs.map(({ client, to }) => [client, to]));
    return (
      structs.some(({ client, from }) => from > known(client)) ||
      needs.some(({ client, clock }) => clock >= known(client)) ||
      deletes.some(({ client, to }) => to > Math.max(known(client), after.get(client) ?? 0))
    );
  }

  /** The part of an update that is new here: structs this text does not hold yet. */
  newStructs({ structs }: Inspection, ahead: Ahead): Range[] {
    return structs.filter(({ client, to }) => to > this.#knownOf(client, ahead));
  }

  /** Whether everything an update says is here already. */
  contains(inspection: Inspection, ahead: Ahead): boolean {
    return (
      this.newStructs(inspection, ahead).length === 0 &&
      inspection.deletes.every((range) => this.#isDeleted(range))
    );
  }

  #knownOf(client: number, ahead: Ahead): number {
    return Math.max(this.#clockOf(client), ahead.get(client) ?? 0);
  }

  /** The tail we lacked is compacted: everything is read anew, and what was new in it told in one piece. */
  async #replace(): Promise<LoggedUpdate[]> {
    const before = this.stateVector();
    await this.#reload();
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

  async #reload(): Promise<void> {
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
    this.#bytes = [snapshot, ...updates].reduce((sum, part) => sum + (part?.bytes.byteLength ?? 0), 0);
  }
}
