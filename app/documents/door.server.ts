import { publishElsewhere } from "../realtime/bus.server";
import type { Caret } from "../realtime/events";
import { largestUpdate } from "../realtime/limits";
import { type LiveSession, Refused, tellChannel } from "../realtime/live.server";
import { areOwn } from "./clients.server";
import { type Inspection, type InspectionResult, inspectUpdate } from "./inspect";
import { appendUpdates } from "./log.server";
import type { OpenText } from "./open-text.server";
import { textThreads } from "./text-threads.server";

/** The most a text may weigh, in bytes kept; the longest novels stay below. */
export const largestText = 4 * 1024 * 1024;

/** Somebody who has a text open, over one connection. */
export interface Reader {
  session: LiveSession;
  access: "write" | "read";
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
const smallUpdate = 1024;

async function inspect(update: Uint8Array): Promise<InspectionResult> {
  return update.byteLength <= smallUpdate ? inspectUpdate(update) : await textThreads().inspect(update);
}

/** The channel of everyone who has a text open. */
export const channelOf = (documentId: string): string => `document:${documentId}`;

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

/**
 * The door of one text: every update passes here, is checked for right, size, decoding, gap, client id and
 * content, tried, committed, and only then told to the others and acknowledged. Updates come in rounds: what
 * arrives while one is being committed makes up the next. Between rounds the text holds exactly what the log holds;
 * whoever wants to read it waits for such a moment.
 */
export class Door {
  readonly #text: OpenText;
  #waiting: Incoming[] = [];
  #readers: { look: () => void; reject: (error: unknown) => void }[] = [];
  #working = false;
  /** The text may hold what the log does not, since something failed: the log is read anew before anybody looks. */
  #uncertain = false;

  constructor(text: OpenText) {
    this.#text = text;
  }

  /** @returns the update's number in the log. @throws Refused with the reason; then nothing was kept of it. */
  async receive(reader: Reader, encoded: string, caret: Caret | null | undefined): Promise<number> {
    if (reader.access !== "write") throw new Refused("read-only");
    const update = new Uint8Array(Buffer.from(encoded, "base64"));
    if (update.byteLength > largestUpdate) throw new Refused("too-large");
    const inspected = inspect(update);
    // Awaited in its turn; until then a failure must not count as unhandled.
    inspected.catch(() => undefined);
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ reader, update, encoded, caret, inspected, resolve, reject });
      void this.#work();
    });
  }

  /** Takes in what other processes wrote, tells everyone here, and then lets somebody look at the text. */
  async read<Result>(look: () => Result): Promise<Result> {
    return await new Promise((resolve, reject) => {
      this.#readers.push({ look: () => resolve(look()), reject });
      void this.#work();
    });
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
      for (const { look } of readers) look();
    } catch (error) {
      for (const { reject } of readers) reject(error);
    }
  }

  async #round(): Promise<void> {
    const round = this.#waiting.splice(0);
    const accepted: Incoming[] = [];
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
    await this.#text.reload();
    this.#uncertain = false;
  }

  /** Refuses what may not pass, acknowledges what is here already, tries what is new. */
  async #check(incoming: Incoming, accepted: Incoming[]): Promise<void> {
    try {
      const inspection = await this.#inspect(incoming);
      const contained = this.#text.contains(inspection);
      // What is here may be what was only tried: whether it is in the log is known when this round is over.
      if (contained && accepted.length > 0) this.#waiting.unshift(incoming);
      else if (contained) incoming.resolve(this.#text.seq);
      else if (this.#text.try(incoming.update)) accepted.push(incoming);
      else {
        await this.#undo(accepted);
        throw new Refused("not-decodable");
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      incoming.reject(error);
    }
  }

  /** Back to the log, and to what of this round was tried with success. */
  async #undo(accepted: readonly Incoming[]): Promise<void> {
    await this.#text.reload();
    for (const { update } of accepted) this.#text.try(update);
  }

  /** @throws Refused */
  async #inspect({ reader, update, inspected }: Incoming): Promise<Inspection> {
    const result = await inspected.catch((): InspectionResult => ({ ok: false, reason: "not-decodable" }));
    if (!result.ok) throw new Refused(result.reason);
    const { inspection } = result;
    if (this.#text.bytes + update.byteLength > largestText) throw new Refused("too-large");
    if (this.#text.isGapped(inspection)) {
      this.#relay(await this.#text.catchUp());
      if (this.#text.isGapped(inspection)) throw new Refused("gapped");
    }
    const clients = this.#text.newStructs(inspection).map(({ client }) => client);
    if (!(await this.#mayWriteUnder(reader, clients))) throw new Refused("foreign-client");
    return inspection;
  }

  async #mayWriteUnder(reader: Reader, clients: readonly number[]): Promise<boolean> {
    const unknown = clients.filter((client) => !reader.own.has(client));
    if (unknown.length === 0) return true;
    if (!(await areOwn(reader.session.viewer, this.#text.id, unknown))) return false;
    for (const client of unknown) reader.own.add(client);
    return true;
  }

  async #commit(accepted: readonly Incoming[]): Promise<void> {
    if (accepted.length === 0) return;
    const seqs = await appendUpdates(
      accepted.map(({ reader, update }) => ({
        documentId: this.#text.id,
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
    if (first) publishElsewhere("document:changed", { document: this.#text.id, seq: this.#text.seq });
  }

  #conclude({ reader, update, encoded, caret, resolve, reject }: Incoming, seq: number | null): void {
    if (seq === null) {
      reject(new Refused("read-only"));
      return;
    }
    this.#text.confirm(seq, update.byteLength);
    if (caret !== undefined) reader.caret = caret;
    const { who } = reader.session;
    tellChannel(
      channelOf(this.#text.id),
      "document:update",
      { document: this.#text.id, seq, update: encoded, who, ...(caret && { caret }) },
      reader.session,
    );
    resolve(seq);
  }

  /** Tells everyone here what another process wrote. */
  #relay(news: { seq: number; bytes: Uint8Array }[]): void {
    for (const { seq, bytes } of news) {
      tellChannel(channelOf(this.#text.id), "document:update", {
        ...{ document: this.#text.id, seq, who: null },
        update: Buffer.from(bytes).toString("base64"),
      });
    }
  }

  /** Another process said that it wrote, or may have: takes it in and tells everyone here. */
  async catchUp(): Promise<void> {
    await this.read(() => undefined);
  }
}
