import { DocumentClocks } from "./document-clocks";
import {
  type DocumentThread,
  documentWorkers,
  passedThreadLimits,
  type ThreadLoad,
} from "./document-workers.server";
import type { Trial, Tried } from "./held-documents";
import type { Inspection } from "./inspect";
import { type LoggedUpdate, readLog, readTail, type StoredDocument } from "./log.server";

/** Larger documents are held in the heavy worker, since they take long to load. */
const maxLightBytes = 512 * 1024;
/** Documents that take more steps to load, about a third of a second, are held there too. */
const maxLightSteps = 2_000_000;
/** Documents older than the limits may need any number of steps; the worker's time limit still applies. */
const maxHeavySteps = Number.MAX_SAFE_INTEGER;

/**
 * Maximum number of steps of one update: some 150 ms, during which writers in small documents wait. Long documents, of
 * which more can be deleted at once, wait only for each other.
 */
const maxStepsPerUpdate: Record<ThreadLoad, number> = { light: 1_000_000, heavy: 4_000_000 };

/**
 * After this number of structs or steps the whole document is loaded on trial: updates that were cheap one by one may
 * be costly for a browser that opens the document, since structs then arrive in another order.
 */
const rehearseAfter = { structs: 5_000, steps: 500_000 };
/** Minimum size of a struct in the log. */
const minBytesPerStruct = 8;
/** Maximum number of steps to load a document, a second or two; beyond it, updates are refused. */
const maxLoadSteps = 10_000_000;
/** Lower limit for updates with many structs, so that typing still works near the limit. */
const maxLoadStepsForLarge = 3_000_000;
const largeUpdate = { structs: 200, steps: 10_000 };

/** The worker that held the document was terminated: `reload` loads it into the next one. */
export class TextMissing extends Error {}

/** Documents that could not be read up to this number of their log, on this process: not tried again. */
const unreadable = new Map<string, number>();
const maxRemembered = 1_000;

/** An update with what was found in it. */
export interface TriedUpdate {
  update: Uint8Array;
  inspection: Inspection;
}

export type TryOutcome = "taken" | "contained" | "refused" | "too-heavy" | "missing";

let opened = 0;

/**
 * A document in the memory of this process: only a cache of the log, which may be dropped at any moment without loss.
 * The Yjs doc itself is in a worker; this object holds its clocks.
 *
 * Between `try` and `confirm` the worker holds updates that are not in the log yet. Only the update pipeline, which
 * calls both, may read the doc then.
 */
export class OpenDocument {
  readonly id: string;
  /** Names this cache in the worker; a document that is reopened gets another key. */
  readonly #key: string;
  #load: ThreadLoad = "light";
  #clocks = new DocumentClocks();
  /** The clocks without tried updates: what the readers here have received. */
  #told = new DocumentClocks();
  /** Everything up to this number of the log is held. */
  #seq = 0;
  /** Stored bytes of the document, approximately. */
  #bytes = 0;
  /** Number of updates after the snapshot. */
  #tail = 0;
  /** The snapshot as it was read, for the first reader who lacks all of it; dropped at the first change. */
  #asRead: Uint8Array | null = null;
  /** Structs and steps since the whole document was last loaded. */
  #sinceLoaded = { structs: 0, steps: 0 };

  private constructor(id: string) {
    this.id = id;
    opened += 1;
    this.#key = `${id}#${opened}`;
  }

  /** Loads a document from the log. @throws when it cannot be read completely, rather than open an empty document. */
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

  /** The state vector of what is held, for a client to compare with its own. */
  stateVector(): Uint8Array {
    return this.#clocks.stateVector();
  }

  /** The update that a client with this state vector lacks. @throws TextMissing */
  async lackingAt(vector: Uint8Array): Promise<Uint8Array> {
    const asRead = this.#asRead;
    this.#asRead = null;
    if (asRead && holdsNothing(vector)) return asRead;
    const lacking = await this.#thread.lackingAt(this.#key, vector);
    if (!lacking) throw new TextMissing();
    return lacking;
  }

  /**
   * Integrates an update that is not in the log yet, to see whether Yjs can and what it costs: some valid-looking
   * updates refer to missing structs and would make the document unreadable for ever once logged; some take minutes.
   * @returns `taken`, or `contained` already. After any other result `reload` has to undo this trial and earlier ones:
   * `refused`; `too-heavy`, since the document would take too long to load with it; `missing`, when the worker has lost
   * the document.
   */
  async try(update: Uint8Array, inspection: Inspection): Promise<TryOutcome> {
    const tried = await this.#thread
      .try(this.#key, [this.#trialOf({ update, inspection }, this.#clocks)])
      .catch((error: unknown) => {
        if (passedThreadLimits(error)) return [{ outcome: "refused" } as const];
        throw error;
      });
    const [only] = tried;
    return only ? await this.#taken(only, inspection) : "missing";
  }

  /**
   * The same for several updates, which cost the worker one message.
   * @param updates each one complete if those before it are taken.
   * @returns the outcomes of the first of them: those after a failure, or after many steps, have not been tried.
   */
  async tryTogether(updates: readonly TriedUpdate[]): Promise<TryOutcome[]> {
    const ahead = this.#clocks.ahead();
    const trials = updates.map((each) => {
      const trial = this.#trialOf(each, ahead);
      ahead.take(each.inspection);
      return trial;
    });
    const tried = await this.#thread.try(this.#key, trials).catch((error: unknown) => {
      // The worker was terminated: which of the updates is to blame shows when they are tried one by one.
      if (passedThreadLimits(error)) return [{ outcome: "missing" } as const];
      throw error;
    });
    const outcomes: TryOutcome[] = [];
    for (const [index, each] of tried.entries()) {
      const outcome = await this.#taken(each, (updates[index] as TriedUpdate).inspection);
      outcomes.push(outcome);
      if (outcome === "too-heavy") break;
    }
    return outcomes;
  }

  #trialOf({ update, inspection }: TriedUpdate, clocks: DocumentClocks): Trial {
    const isNew = clocks.newStructs(inspection).length > 0;
    return { update, inspection, isNew, maxSteps: maxStepsPerUpdate[this.#load] };
  }

  async #taken(tried: Tried, inspection: Inspection): Promise<TryOutcome> {
    if (tried.outcome !== "taken") return tried.outcome;
    this.#asRead = null;
    const structs = inspection.structCount;
    this.#sinceLoaded.structs += structs;
    this.#sinceLoaded.steps += tried.steps;
    this.#clocks.take(inspection);
    const large = structs > largeUpdate.structs || tried.steps > largeUpdate.steps;
    return (await this.#staysLoadable(large ? maxLoadStepsForLarge : maxLoadSteps)) ? "taken" : "too-heavy";
  }

  /** The tried update is in the log under this number, and all readers here receive it. */
  confirm(seq: number, bytes: number, inspection: Inspection): void {
    this.#told.take(inspection);
    this.#advance(seq, bytes);
  }

  /** Compares with the log and applies what other processes wrote. @returns those updates, to relay to readers here. */
  async catchUp(): Promise<LoggedUpdate[]> {
    const news = await readTail(this.id, this.#seq);
    // Compaction removed the tail that is lacking here.
    if (!news) return await this.reload();
    if (news.length === 0) return news;
    this.#asRead = null;
    const clocks = await this.#thread.apply(
      this.#key,
      news.map(({ bytes }) => bytes),
    );
    if (!clocks) return await this.reload();
    this.#clocks.rise(clocks);
    this.#told.rise(clocks);
    for (const { seq, bytes } of news) this.#advance(seq, bytes.byteLength);
    return news;
  }

  /** The tail was compacted up to `seq` into a snapshot of this size. */
  compacted(seq: number, bytes: number): void {
    this.#tail = Math.max(0, this.#seq - seq);
    this.#bytes = bytes;
  }

  /** What is held, for comparison with an update. */
  get clocks(): DocumentClocks {
    return this.#clocks;
  }

  /**
   * Drops the state and reads the log again. @throws when it cannot be read
   * @returns as one update, what the readers here have not received.
   */
  async reload(): Promise<LoggedUpdate[]> {
    const told = { seq: this.#seq, vector: this.#told.stateVector() };
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
    this.#told = this.#clocks.copy();
    return told.seq > 0 && seq > told.seq ? [{ seq, bytes: await this.lackingAt(told.vector) }] : [];
  }

  /** Releases the document in the worker; the log remains. */
  async close(): Promise<void> {
    await this.#thread.forget(this.#key);
  }

  get #thread(): DocumentThread {
    return documentWorkers().documents(this.#load);
  }

  /** Loads the log into the light worker or, when it exceeds the limits there, into the heavy one. */
  async #hold({ snapshot, updates }: StoredDocument): Promise<void> {
    const parts = [snapshot, ...updates].flatMap((part) => (part ? [part.bytes] : []));
    this.#bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const load = this.#bytes > maxLightBytes ? "heavy" : this.#load;
    const loaded =
      (load === "light" && (await this.#loadIn("light", parts, maxLightSteps))) ||
      (await this.#loadIn("heavy", parts, maxHeavySteps));
    if (!loaded) throw new Error("This text takes too long to load.");
    this.#clocks = new DocumentClocks(loaded.clocks);
    // The tail was never loaded in the order in which browsers receive it.
    const tailBytes = this.#bytes - (snapshot?.bytes.byteLength ?? 0);
    const structs = Math.min(loaded.structs, tailBytes / minBytesPerStruct);
    this.#sinceLoaded = { structs, steps: loaded.steps };
  }

  async #loadIn(load: ThreadLoad, parts: Uint8Array[], maxSteps: number) {
    this.#load = load;
    return await this.#thread.load(this.#key, parts, maxSteps);
  }

  /** Loads the whole document on trial, once enough updates have come in. */
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
}

function rememberUnreadable(id: string, seq: number): void {
  if (unreadable.size >= maxRemembered) unreadable.clear();
  unreadable.set(id, seq);
}

const emptyVector = new Uint8Array([0]);

/** The state vector of an empty doc: no clients. */
const holdsNothing = (vector: Uint8Array): boolean => vector.length === 1 && vector[0] === 0;
