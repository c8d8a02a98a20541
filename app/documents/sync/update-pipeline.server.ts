import * as bus from "../../realtime/bus.server";
import type { Caret } from "../../realtime/client-events.server";
import { maxUpdateBytes } from "../../realtime/limits";
import { type LiveSession, SocketRefusal } from "../../realtime/live.server";
import { areOwn } from "./clients.server";
import { documentWorkers } from "./document-workers.server";
import { type Inspection, type InspectionResult, inspectUpdate } from "./inspect";
import { appendUpdates } from "./log.server";
import { type OpenDocument, TextMissing, type TryOutcome } from "./open-document.server";
import { UpdateFrames, type WrittenUpdate } from "./update-frames.server";
import { chargeWork, hasWorkLeft } from "./work-budget.server";

/** Maximum size of a document in stored bytes; the longest novels are smaller. */
export const maxDocumentBytes = 4 * 1024 * 1024;

/** A person who has a document open, over one connection. */
export interface Reader {
  session: LiveSession;
  access: "write" | "read";
  /** The space in which they opened it; after a move it has to be opened again. */
  spaceId: string;
  /** It took no updates when they opened it; after a change of its status it has to be opened again. */
  frozen: boolean;
  /** Their editor's schema version. */
  schema: number;
  /** The organisation they write for. */
  organisationId: string | null;
  /** Client ids known to be bound to them. */
  own: Set<number>;
  caret: Caret | null;
  /** Their client uses the short form of updates. */
  short: boolean;
}

/**
 * Updates up to this size, in bytes, are decoded on the main thread: decoding is linear, and so few bytes cannot take
 * noticeable time or memory (proved by mutation in `npm run prove`). Larger ones go to the worker with limits. A
 * keystroke has some forty bytes.
 */
const maxInlineUpdateBytes = 1024;

/** Updates up to this size are not charged to the work budget: the socket's rate limit bounds their number. */
const freeUpdate = 16 * 1024;

async function inspect(update: Uint8Array): Promise<InspectionResult> {
  return update.byteLength <= maxInlineUpdateBytes
    ? inspectUpdate(update)
    : await documentWorkers().inspect(update);
}

/** The charge for a refusal after a trial, in addition to the bytes that have to be read again. */
const refusalCharge = 5_000;
/** And for each millisecond that it kept others waiting: what a person's budget gains in it, so trials in many documents at once exhaust it. */
const refusalChargePerMs = 512;

interface Incoming {
  reader: Reader;
  update: Uint8Array;
  /** The same in base64, as received and relayed. */
  encoded: string;
  caret: Caret | null | undefined;
  inspected: Promise<InspectionResult>;
  resolve: (seq: number) => void;
  reject: (error: unknown) => void;
}

/** An update that was tried successfully, to be appended to the log. */
interface Accepted extends Incoming {
  inspection: Inspection;
}

/** Maximum number of updates per message to the worker. */
const maxTriedTogether = 50;

/** An update that is in the log, to be sent and acknowledged. */
interface LoggedUpdate extends WrittenUpdate {
  resolve: (seq: number) => void;
}

/** Maximum number of waiting updates per reader. An honest client sends one at a time. */
const maxWaitingPerReader = 100;
const maxWaitingBytesPerReader = 1024 * 1024;

/**
 * The update pipeline of one document. Every update is checked for right, size, decoding, gaps, client id and content,
 * then tried, committed, and only then relayed and acknowledged. Updates are processed in rounds: those that arrive
 * during a commit form the next round. Between rounds the doc equals the log; reads wait for such a moment.
 */
export class UpdatePipeline {
  readonly #text: OpenDocument;
  readonly #frames: UpdateFrames;
  #waiting: Incoming[] = [];
  #readers: { look: () => Promise<void>; reject: (error: unknown) => void }[] = [];
  #working = false;
  /** After a failure the doc may hold updates that the log lacks: the log is read again before the next access. */
  #uncertain = false;

  /** @param number stands for the document in the short form of updates. */
  constructor(text: OpenDocument, number: number, readers: ReadonlyMap<LiveSession, Reader>) {
    this.#text = text;
    this.#frames = new UpdateFrames(text.id, number, readers);
  }

  /** @returns the update's number in the log. @throws Refused with the reason; then nothing of it was stored. */
  async receive(reader: Reader, encoded: string, caret: Caret | null | undefined): Promise<number> {
    if (reader.access !== "write") throw new SocketRefusal("read-only");
    const update = new Uint8Array(Buffer.from(encoded, "base64"));
    if (update.byteLength > maxUpdateBytes) throw new SocketRefusal("too-large");
    if (this.#isFlooding(reader, update) || !hasWorkLeft(reader.session.viewer))
      throw new SocketRefusal("too-fast");
    if (update.byteLength > freeUpdate) chargeWork(reader.session.viewer, update.byteLength);
    const inspected = inspect(update);
    // Awaited later; until then a failure must not count as an unhandled rejection.
    inspected.catch(() => undefined);
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ reader, update, encoded, caret, inspected, resolve, reject });
      void this.#work();
    });
  }

  /**
   * Applies what other processes wrote, relays it to the readers here, then calls `look`. No update is applied while
   * `look` runs.
   */
  async read<Result>(look: () => Result | Promise<Result>): Promise<Result> {
    return await new Promise((resolve, reject) => {
      this.#readers.push({ look: async () => resolve(await look()), reject });
      void this.#work();
    });
  }

  #isFlooding(reader: Reader, { byteLength }: Uint8Array): boolean {
    const theirs = this.#waiting.filter((incoming) => incoming.reader === reader);
    const bytes = theirs.reduce((sum, { update }) => sum + update.byteLength, byteLength);
    return theirs.length >= maxWaitingPerReader || bytes > maxWaitingBytesPerReader;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#waiting.length + this.#readers.length > 0) {
      await this.#letRead();
      await this.#round();
    }
    this.#working = false;
  }

  async #letRead(): Promise<void> {
    const readers = this.#readers.splice(0);
    if (readers.length === 0) return;
    try {
      await this.#settle();
      this.#relay(await this.#text.catchUp());
    } catch (error) {
      for (const { reject } of readers) reject(error);
      return;
    }
    // One at a time: a `look` that fails affects only its own reader.
    for (const { look, reject } of readers) await this.#lookAgain(look).catch(reject);
  }

  /** Calls `look`, and retries once when the worker has lost the document. */
  async #lookAgain(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof TextMissing)) throw error;
      this.#relay(await this.#text.reload());
      await look();
    }
  }

  async #round(): Promise<void> {
    const round = this.#waiting.splice(0);
    const accepted: Accepted[] = [];
    try {
      await this.#settle();
      for (let left = round; left.length > 0; ) {
        const checked = await this.#checkTogether(left, accepted);
        if (checked === 0) await this.#check(left[0] as Incoming, accepted);
        left = left.slice(Math.max(1, checked));
      }
      await this.#commit(accepted);
    } catch (error) {
      this.#uncertain = true;
      for (const { reject } of round) reject(error);
    }
  }

  /** Discards tried updates that are not known to be in the log. @throws when the log cannot be read */
  async #settle(): Promise<void> {
    if (!this.#uncertain) return;
    this.#relay(await this.#text.reload());
    this.#uncertain = false;
  }

  /**
   * Tries the first updates in one message to the worker, as far as they are keystrokes: small, complete and under a
   * client id known to be the sender's. @returns how many were checked; the next one is checked by itself.
   */
  async #checkTogether(left: readonly Incoming[], accepted: Accepted[]): Promise<number> {
    const began = performance.now();
    const keystrokes = await this.#leadingKeystrokes(left);
    if (keystrokes.length < 2) return 0;
    const outcomes = await this.#text.tryTogether(keystrokes);
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === "missing") {
        await this.#undo(accepted);
        return index;
      }
      await this.#conclude(keystrokes[index] as Accepted, outcome, { accepted, began });
    }
    return outcomes.length;
  }

  async #leadingKeystrokes(left: readonly Incoming[]): Promise<Accepted[]> {
    const keystrokes: Accepted[] = [];
    const ahead = this.#text.clocks.ahead();
    for (const incoming of left.slice(0, maxTriedTogether)) {
      if (incoming.update.byteLength > maxInlineUpdateBytes) break;
      const result = await incoming.inspected.catch(() => null);
      if (!result?.ok) break;
      const { inspection } = result;
      const isOwn = ahead.newStructs(inspection).every(({ client }) => incoming.reader.own.has(client));
      const fits = this.#text.bytes + incoming.update.byteLength <= maxDocumentBytes;
      if (!isOwn || !fits || ahead.isGapped(inspection)) break;
      ahead.take(inspection);
      keystrokes.push({ ...incoming, inspection });
    }
    return keystrokes;
  }

  /** Refuses an invalid update, acknowledges a contained one and tries a new one. */
  async #check(incoming: Incoming, accepted: Accepted[]): Promise<void> {
    const began = performance.now();
    try {
      const inspection = await this.#inspect(incoming);
      const outcome = await this.#try(incoming, inspection, accepted);
      await this.#conclude({ ...incoming, inspection }, outcome, { accepted, began });
    } catch (error) {
      if (!(error instanceof SocketRefusal)) throw error;
      incoming.reject(error);
    }
  }

  /** Accepts an update, acknowledges or refuses it, depending on its trial. */
  async #conclude(
    tried: Accepted,
    outcome: TryOutcome,
    { accepted, began }: { accepted: Accepted[]; began: number },
  ): Promise<void> {
    if (outcome === "taken") accepted.push(tried);
    // It may be contained only in a tried update, whose commit is known at the end of this round.
    else if (outcome === "contained" && accepted.length > 0) this.#waiting.unshift(tried);
    else if (outcome === "contained") tried.resolve(this.#text.seq);
    else {
      // The sender pays for the trial and for reading the document again.
      const waitMs = performance.now() - began;
      const charge = refusalCharge + this.#text.bytes + refusalChargePerMs * waitMs;
      chargeWork(tried.reader.session.viewer, charge);
      await this.#undo(accepted);
      tried.reject(new SocketRefusal(outcome === "too-heavy" ? "too-large" : "not-decodable"));
    }
  }

  /** Tries an update, and retries once when the worker has lost the document. */
  async #try(
    { update }: Incoming,
    inspection: Inspection,
    accepted: readonly Accepted[],
  ): Promise<TryOutcome> {
    const outcome = await this.#text.try(update, inspection);
    if (outcome !== "missing") return outcome;
    await this.#undo(accepted);
    return await this.#text.try(update, inspection);
  }

  /** Reloads the log and tries this round's accepted updates again. @throws when one of them fails */
  async #undo(accepted: readonly Accepted[]): Promise<void> {
    this.#relay(await this.#text.reload());
    for (const { update, inspection } of accepted) {
      const outcome = await this.#text.try(update, inspection);
      if (outcome !== "taken") throw new Error(`An update that was taken is ${outcome} now.`);
    }
  }

  /** @throws Refused */
  async #inspect({ reader, update, inspected }: Incoming): Promise<Inspection> {
    const result = await inspected.catch((): InspectionResult => ({ ok: false, reason: "not-decodable" }));
    if (!result.ok) throw new SocketRefusal(result.reason);
    const { inspection } = result;
    if (this.#text.bytes + update.byteLength > maxDocumentBytes) throw new SocketRefusal("too-large");
    if (this.#text.clocks.isGapped(inspection)) {
      this.#relay(await this.#text.catchUp());
      if (this.#text.clocks.isGapped(inspection)) throw new SocketRefusal("gapped");
    }
    const clients = this.#text.clocks.newStructs(inspection).map(({ client }) => client);
    if (!(await this.#mayWriteUnder(reader, clients))) throw new SocketRefusal("foreign-client");
    return inspection;
  }

  async #mayWriteUnder(reader: Reader, clients: readonly number[]): Promise<boolean> {
    const unknown = clients.filter((client) => !reader.own.has(client));
    if (unknown.length === 0) return true;
    if (!(await areOwn(reader.session.viewer, this.#text.id, unknown))) return false;
    for (const client of unknown) reader.own.add(client);
    return true;
  }

  async #commit(accepted: readonly Accepted[]): Promise<void> {
    if (accepted.length === 0) return;
    const seqs = await appendUpdates(
      accepted.map(({ reader, update }) => ({
        documentId: this.#text.id,
        spaceId: reader.spaceId,
        bytes: update,
        author: reader.session.viewer,
        organisationId: reader.organisationId,
        schema: reader.schema,
      })),
    );
    const ours = new Set(seqs);
    const first = seqs.find((seq) => seq !== null);
    // Another process wrote in between: its updates come first, here as in the log.
    if (first && first > this.#text.seq + 1) {
      this.#relay((await this.#text.catchUp()).filter(({ seq }) => !ours.has(seq)));
    }
    const written = accepted.flatMap((incoming, index) => this.#confirm(incoming, seqs[index] ?? null));
    this.#frames.sendWritten(written);
    for (const { seq, resolve } of written) resolve(seq);
    // An author's right ended during the round: their update was tried, but is not in the log.
    if (ours.has(null)) this.#uncertain = true;
    if (first) bus.publishToOthers("document:changed", { document: this.#text.id, seq: this.#text.seq });
  }

  /** @returns the update with its number, unless its author's right had ended. */
  #confirm({ reader, inspection, ...incoming }: Accepted, seq: number | null): LoggedUpdate[] {
    if (seq === null) {
      incoming.reject(new SocketRefusal("read-only"));
      return [];
    }
    this.#text.confirm(seq, incoming.update.byteLength, inspection);
    if (incoming.caret !== undefined) reader.caret = incoming.caret;
    const { update, encoded, caret, resolve } = incoming;
    return [{ seq, session: reader.session, update, encoded, caret, resolve }];
  }

  /** Relays to the readers here what another process wrote. */
  #relay(news: { seq: number; bytes: Uint8Array }[]): void {
    this.#frames.sendLogged(news);
  }

  /** Another process wrote, or may have: applies its updates and relays them to the readers here. */
  async catchUp(): Promise<void> {
    await this.read(() => undefined);
  }
}
