import * as bus from "../../realtime/bus.server";
import type { Caret } from "../../realtime/client-events.server";
import { maxUpdateBytes } from "../../realtime/limits";
import { emitToChannel, type LiveSession, SocketRefusal } from "../../realtime/live.server";
import { areOwn } from "./clients.server";
import { documentWorkers } from "./document-workers.server";
import { type Inspection, type InspectionResult, inspectUpdate } from "./inspect";
import { appendUpdates } from "./log.server";
import { type OpenDocument, TextMissing, type TryOutcome } from "./open-document.server";
import { chargeWork, hasWorkLeft } from "./work-budget.server";

/** The most a text may weigh, in bytes kept; the longest novels stay below. */
export const maxDocumentBytes = 4 * 1024 * 1024;

/** Somebody who has a text open, over one connection. */
export interface Reader {
  session: LiveSession;
  access: "write" | "read";
  /** The space in which they opened it: moved to another, it has to be opened again. */
  spaceId: string;
  /** The version of their editor's schema. */
  schema: number;
  /** The organisation they write for. */
  organisationId: string | null;
  /** Client ids that are known to be theirs. */
  own: Set<number>;
  caret: Caret | null;
}

/**
 * Updates up to this size, in bytes, are decoded where they arrive: decoding is linear in the bytes, and so few
 * cannot take noticeable time or memory (proved by mutation in `npm run prove`). Anything larger goes to the thread
 * with limits. A keystroke is some forty bytes.
 */
const maxInlineUpdateBytes = 1024;

/** Updates up to this size are not charged as work: how many of them come in is limited at the socket. */
const freeUpdate = 16 * 1024;

async function inspect(update: Uint8Array): Promise<InspectionResult> {
  return update.byteLength <= maxInlineUpdateBytes
    ? inspectUpdate(update)
    : await documentWorkers().inspect(update);
}

/** What a refusal after a trial is charged, beside the bytes that have to be read again. */
const refusalCharge = 5_000;

/** The channel of everyone who has a text open. */
export const documentChannel = (documentId: string): string => `document:${documentId}`;

interface Incoming {
  reader: Reader;
  update: Uint8Array;
  /** The same in base64, as it came and as it is passed on. */
  encoded: string;
  caret: Caret | null | undefined;
  inspected: Promise<InspectionResult>;
  resolve: (seq: number) => void;
  reject: (error: unknown) => void;
}

/** An update that was tried with success, on its way into the log. */
interface Accepted extends Incoming {
  inspection: Inspection;
}

/** An honest client sends one at a time. */
const maxWaitingPerReader = 100;
const maxWaitingBytesPerReader = 1024 * 1024;

/**
 * The door of one text: every update passes here, is checked for right, size, decoding, gap, client id and
 * content, tried, committed, and only then told to the others and acknowledged. Updates come in rounds: what
 * arrives while one is being committed makes up the next. Between rounds the text holds exactly what the log holds;
 * whoever wants to read it waits for such a moment.
 */
export class UpdatePipeline {
  readonly #text: OpenDocument;
  #waiting: Incoming[] = [];
  #readers: { look: () => Promise<void>; reject: (error: unknown) => void }[] = [];
  #working = false;
  /** The text may hold what the log does not, since something failed: the log is read anew before anybody looks. */
  #uncertain = false;

  constructor(text: OpenDocument) {
    this.#text = text;
  }

  /** @returns the update's number in the log. @throws Refused with the reason; then nothing was kept of it. */
  async receive(reader: Reader, encoded: string, caret: Caret | null | undefined): Promise<number> {
    if (reader.access !== "write") throw new SocketRefusal("read-only");
    const update = new Uint8Array(Buffer.from(encoded, "base64"));
    if (update.byteLength > maxUpdateBytes) throw new SocketRefusal("too-large");
    if (this.#isFlooding(reader, update) || !hasWorkLeft(reader.session.viewer))
      throw new SocketRefusal("too-fast");
    if (update.byteLength > freeUpdate) chargeWork(reader.session.viewer, update.byteLength);
    const inspected = inspect(update);
    // Awaited in its turn; until then a failure must not count as unhandled.
    inspected.catch(() => undefined);
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ reader, update, encoded, caret, inspected, resolve, reject });
      void this.#work();
    });
  }

  /**
   * Takes in what other processes wrote, tells everyone here, and then lets somebody look at the text. While they look,
   * nothing comes in.
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
    // One at a time: a look that fails is that reader's alone.
    for (const { look, reject } of readers) await this.#lookAgain(look).catch(reject);
  }

  /** Looks, once more where the thread had lost the text. */
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
      for (const incoming of round) await this.#check(incoming, accepted);
      await this.#commit(accepted);
    } catch (error) {
      this.#uncertain = true;
      for (const { reject } of round) reject(error);
    }
  }

  /** Throws away what was tried and is not known to be in the log. @throws when the log cannot be read */
  async #settle(): Promise<void> {
    if (!this.#uncertain) return;
    this.#relay(await this.#text.reload());
    this.#uncertain = false;
  }

  /** Refuses what may not pass, acknowledges what is here already, tries what is new. */
  async #check(incoming: Incoming, accepted: Accepted[]): Promise<void> {
    try {
      const inspection = await this.#inspect(incoming);
      const outcome = await this.#try(incoming, inspection, accepted);
      // What is here may be what was only tried: whether it is in the log is known when this round is over.
      if (outcome === "contained" && accepted.length > 0) this.#waiting.unshift(incoming);
      else if (outcome === "contained") incoming.resolve(this.#text.seq);
      else if (outcome === "taken") accepted.push({ ...incoming, inspection });
      else {
        // Reading the text again is work that this person has caused.
        chargeWork(incoming.reader.session.viewer, refusalCharge + this.#text.bytes);
        await this.#undo(accepted);
        throw new SocketRefusal(outcome === "too-heavy" ? "too-large" : "not-decodable");
      }
    } catch (error) {
      if (!(error instanceof SocketRefusal)) throw error;
      incoming.reject(error);
    }
  }

  /** Tries an update, once more where the thread had lost the text. */
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

  /** Back to the log, and to what of this round was tried with success. @throws when that does not succeed again */
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
    if (this.#text.isGapped(inspection)) {
      this.#relay(await this.#text.catchUp());
      if (this.#text.isGapped(inspection)) throw new SocketRefusal("gapped");
    }
    const clients = this.#text.newStructs(inspection).map(({ client }) => client);
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
    for (const [index, incoming] of accepted.entries()) this.#conclude(incoming, seqs[index] ?? null);
    // Somebody's right ended in this very moment: what they wrote was tried, and is not in the log.
    if (ours.has(null)) this.#uncertain = true;
    if (first) bus.publishToOthers("document:changed", { document: this.#text.id, seq: this.#text.seq });
  }

  #conclude(
    { reader, update, encoded, caret, inspection, resolve, reject }: Accepted,
    seq: number | null,
  ): void {
    if (seq === null) {
      reject(new SocketRefusal("read-only"));
      return;
    }
    this.#text.confirm(seq, update.byteLength, inspection);
    if (caret !== undefined) reader.caret = caret;
    const { who } = reader.session;
    emitToChannel(
      documentChannel(this.#text.id),
      "document:update",
      { document: this.#text.id, seq, update: encoded, who, ...(caret && { caret }) },
      reader.session,
    );
    resolve(seq);
  }

  /** Tells everyone here what another process wrote. */
  #relay(news: { seq: number; bytes: Uint8Array }[]): void {
    for (const { seq, bytes } of news) {
      emitToChannel(documentChannel(this.#text.id), "document:update", {
        document: this.#text.id,
        seq,
        who: null,
        update: Buffer.from(bytes).toString("base64"),
      });
    }
  }

  /** Another process said that it wrote, or may have: takes it in and tells everyone here. */
  async catchUp(): Promise<void> {
    await this.read(() => undefined);
  }
}
