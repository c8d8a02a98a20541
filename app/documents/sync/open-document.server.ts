import * as Y from "yjs";
import {
  type DocumentThread,
  documentWorkers,
  passedThreadLimits,
  type ThreadLoad,
} from "./document-workers.server";
import type { Clocks } from "./held-documents";
import type { Inspection, Range } from "./inspect";
import { type LoggedUpdate, readLog, readTail, type StoredDocument } from "./log.server";

/** Larger documents are held in the thread for heavy ones: they take a while to load. */
const maxLightBytes = 512 * 1024;
/** As are those that take more steps to load: about a third of a second. */
const maxLightSteps = 2_000_000;
/** Documents from before the limits may need any number of steps; the thread has a limit of time. */
const maxHeavySteps = Number.MAX_SAFE_INTEGER;

/**
 * More steps than this no honest update takes: some 150 ms of work, in which others who write in small documents wait.
 * Long documents, of which more can be deleted at once, wait for each other.
 */
const maxStepsPerUpdate: Record<ThreadLoad, number> = { light: 1_000_000, heavy: 4_000_000 };

/**
 * After so many structs or steps the whole document is loaded on trial: what came in cheaply, one by one, may be dear to
 * whoever opens it, since everybody's structs come in another order then.
 */
const rehearseAfter = { structs: 5_000, steps: 500_000 };
/** A struct is no smaller in the log. */
const minBytesPerStruct = 8;
/** A document may take so many steps to load, a second or two, before updates are refused. */
const maxLoadSteps = 10_000_000;
/** An update of many structs is refused sooner, so that typing still goes on. */
const maxLoadStepsForLarge = 3_000_000;
const largeUpdate = { structs: 200, steps: 10_000 };

/** The thread that held a text was ended meanwhile: `reload` gives it to the next one. */
export class TextMissing extends Error {}

/** Texts that could not be read up to this number of their log, as far as this process knows: not tried again. */
const unreadable = new Map<string, number>();
const maxRemembered = 1_000;

export type TryOutcome = "taken" | "contained" | "refused" | "too-heavy" | "missing";

let opened = 0;

/**
 * A text as this process holds it while somebody reads it: a cache of the log, nothing more. It may be dropped at
 * any moment, and it is never the place where something is lost. The Yjs document itself is in a thread of its own;
 * here is only how far it goes.
 *
 * Between `try` and `confirm` the thread holds what is not in the log yet; only the door, which calls both, may look at
 * it then.
 */
export class OpenDocument {
  readonly id: string;
  /** Names this cache in the thread: one that is opened again right after is another. */
  readonly #key: string;
  #load: ThreadLoad = "light";
  #clocks = new Map<number, number>();
  /** The same without what was only tried: how far the readers here have been told. */
  #told = new Map<number, number>();
  /** Everything up to this number of the log is held. */
  #seq = 0;
  /** Bytes kept of the text, about. */
  #bytes = 0;
  /** How many updates the snapshot does not hold yet. */
  #tail = 0;
  /** The snapshot as it was read, for the first who lacks all of it; gone as soon as the text says more. */
  #asRead: Uint8Array | null = null;
  /** What came in since the whole was last loaded. */
  #sinceLoaded = { structs: 0, steps: 0 };

  private constructor(id: string) {
    this.id = id;
    opened += 1;
    this.#key = `${id}#${opened}`;
  }

  /** Reads a text from the log. @throws when it cannot be read whole: then there is no open text, not a blank one. */
  static async load(id: string): Promise<OpenDocument> {
    const text = new OpenDocument(id);
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
    return Y.encodeStateVector(this.#clocks);
  }

  /** What a client with this state vector lacks. @throws TextMissing */
  async lackingAt(vector: Uint8Array): Promise<Uint8Array> {
    const asRead = this.#asRead;
    this.#asRead = null;
    if (asRead && holdsNothing(vector)) return asRead;
    const lacking = await this.#thread.lackingAt(this.#key, vector);
    if (!lacking) throw new TextMissing();
    return lacking;
  }

  /**
   * Takes in an update that is not in the log yet, to see whether Yjs can, and what it takes: some that look right refer
   * to what does not exist, and would make the text unreadable for ever once they were in the log; some take minutes.
   * @returns whether it was `taken`, or is `contained` already. After anything else `reload` has to undo what was begun,
   *   and what was tried before: `refused`; `too-heavy`, since the whole would take too long to load with it; `missing`,
   *   when the thread has lost the text.
   */
  async try(update: Uint8Array, inspection: Inspection): Promise<TryOutcome> {
    const isNew = this.newStructs(inspection).length > 0;
    const tried = await this.#thread
      .try(this.#key, { update, inspection, isNew, maxSteps: maxStepsPerUpdate[this.#load] })
      .catch((error: unknown): { outcome: "refused" } => {
        if (passedThreadLimits(error)) return { outcome: "refused" };
        throw error;
      });
    if (tried.outcome !== "taken") return tried.outcome;
    this.#asRead = null;
    const structs = inspection.structCount;
    this.#sinceLoaded.structs += structs;
    this.#sinceLoaded.steps += tried.steps;
    rise(this.#clocks, clocksAfter(inspection));
    const large = structs > largeUpdate.structs || tried.steps > largeUpdate.steps;
    return (await this.#staysLoadable(large ? maxLoadStepsForLarge : maxLoadSteps)) ? "taken" : "too-heavy";
  }

  /** What was tried is in the log under this number, and everybody here is told. */
  confirm(seq: number, bytes: number, inspection: Inspection): void {
    rise(this.#told, clocksAfter(inspection));
    this.#advance(seq, bytes);
  }

  /** Compares with the log and takes in what other processes wrote. @returns that, to be told here. */
  async catchUp(): Promise<LoggedUpdate[]> {
    const news = await readTail(this.id, this.#seq);
    // Compaction took away the tail that is lacking here.
    if (!news) return await this.reload();
    if (news.length === 0) return news;
    this.#asRead = null;
    const clocks = await this.#thread.apply(
      this.#key,
      news.map(({ bytes }) => bytes),
    );
    if (!clocks) return await this.reload();
    rise(this.#clocks, clocks);
    rise(this.#told, clocks);
    for (const { seq, bytes } of news) this.#advance(seq, bytes.byteLength);
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

  /**
   * Forgets what is here and reads the log again. @throws when it cannot be read
   * @returns in one piece, what the readers here have not been told.
   */
  async reload(): Promise<LoggedUpdate[]> {
    const told = { seq: this.#seq, vector: Y.encodeStateVector(this.#told) };
    const log = await readLog(this.id);
    const { snapshot, updates } = log;
    const seq = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
    if (unreadable.get(this.id) === seq) throw new Error("This text could not be read before.");
    await this.#hold(log).catch((error: unknown) => {
      if (passedThreadLimits(error)) rememberUnreadable(this.id, seq);
      throw error;
    });
    this.#seq = seq;
    this.#tail = updates.length;
    this.#asRead = updates.length === 0 && snapshot ? snapshot.bytes : null;
    this.#told = new Map(this.#clocks);
    return told.seq > 0 && seq > told.seq ? [{ seq, bytes: await this.lackingAt(told.vector) }] : [];
  }

  /** The thread lets go of it; what is in the log remains. */
  async close(): Promise<void> {
    await this.#thread.forget(this.#key);
  }

  get #thread(): DocumentThread {
    return documentWorkers().documents(this.#load);
  }

  /** Lets a thread take in the log: the one for small documents, and where that is too much, the other. */
  async #hold({ snapshot, updates }: StoredDocument): Promise<void> {
    const parts = [snapshot, ...updates].flatMap((part) => (part ? [part.bytes] : []));
    this.#bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const load = this.#bytes > maxLightBytes ? "heavy" : this.#load;
    const loaded =
      (load === "light" && (await this.#loadIn("light", parts, maxLightSteps))) ||
      (await this.#loadIn("heavy", parts, maxHeavySteps));
    if (!loaded) throw new Error("This text takes too long to load.");
    this.#clocks = new Map(loaded.clocks);
    // What the snapshot does not hold yet was never loaded in the order in which browsers get it.
    const tailBytes = this.#bytes - (snapshot?.bytes.byteLength ?? 0);
    const structs = Math.min(loaded.structs, tailBytes / minBytesPerStruct);
    this.#sinceLoaded = { structs, steps: loaded.steps };
  }

  async #loadIn(load: ThreadLoad, parts: Uint8Array[], maxSteps: number) {
    this.#load = load;
    return await this.#thread.load(this.#key, parts, maxSteps);
  }

  /** The whole is loaded on trial, once enough has come in. */
  async #staysLoadable(maxSteps: number): Promise<boolean> {
    const { structs, steps } = this.#sinceLoaded;
    if (structs < rehearseAfter.structs && steps < rehearseAfter.steps) return true;
    const state = await this.#thread.lackingAt(this.#key, emptyVector);
    if (!state) return false;
    const loadSteps = await documentWorkers()
      .documents("heavy")
      .rehearse(state, maxSteps)
      .catch((error: unknown) => {
        if (passedThreadLimits(error)) return null;
        throw error;
      });
    if (loadSteps === null) return false;
    this.#sinceLoaded = { structs: 0, steps: 0 };
    return true;
  }

  #advance(seq: number, bytes: number): void {
    if (seq <= this.#seq) return;
    this.#seq = seq;
    this.#tail += 1;
    this.#bytes += bytes;
  }

  #clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }
}

const clocksAfter = ({ structs }: Inspection): Clocks => structs.map(({ client, to }) => [client, to]);

function rise(clocks: Map<number, number>, risen: Clocks): void {
  for (const [client, clock] of risen) clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
}

function rememberUnreadable(id: string, seq: number): void {
  if (unreadable.size >= maxRemembered) unreadable.clear();
  unreadable.set(id, seq);
}

const emptyVector = new Uint8Array([0]);

/** The state vector of an empty doc: no client at all. */
const holdsNothing = (vector: Uint8Array): boolean => vector.length === 1 && vector[0] === 0;
