import { publishElsewhere } from "../realtime/bus.server";
import { type Caret, largestUpdate, type Refusal } from "../realtime/events";
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

interface Accepted extends Incoming {
  inspection: Inspection;
}

/**
 * The door of one text: every update passes here, is checked for right, size, decoding, gap, client id and
 * content, committed, and only then told to the others and acknowledged. Updates come in rounds: what arrives
 * while one is being committed makes up the next, so that each is checked against what is certain.
 */
export class Door {
  readonly #text: OpenText;
  #waiting: Incoming[] = [];
  #working = false;
  /** Another process spoke while a round was on its way. */
  #behind = false;

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
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length > 0) {
      const round = this.#waiting;
      this.#waiting = [];
      try {
        await this.#commit(await this.#check(round));
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
    this.#working = false;
    if (this.#behind) await this.catchUp();
  }

  /** Refuses what may not pass, acknowledges what is here already. @returns what has to be written. */
  async #check(round: readonly Incoming[]): Promise<Accepted[]> {
    const accepted: Accepted[] = [];
    const ahead = new Map<number, number>();
    for (const incoming of round) {
      try {
        const inspection = await this.#inspect(incoming, ahead);
        if (this.#text.contains(inspection, ahead)) {
          incoming.resolve(this.#text.seq);
          continue;
        }
        for (const { client, to } of inspection.structs)
          ahead.set(client, Math.max(to, ahead.get(client) ?? 0));
        accepted.push({ ...incoming, inspection });
      } catch (error) {
        incoming.reject(error);
      }
    }
    return accepted;
  }

  /** @throws Refused */
  async #inspect(
    { reader, update, inspected }: Incoming,
    ahead: ReadonlyMap<number, number>,
  ): Promise<Inspection> {
    const result = await inspected.catch((): { ok: false; reason: Refusal } => ({
      ok: false,
      reason: "not-decodable",
    }));
    if (!result.ok) throw new Refused(result.reason);
    const { inspection } = result;
    if (this.#text.bytes + update.byteLength > largestText) throw new Refused("too-large");
    if (this.#text.isGapped(inspection, ahead)) {
      this.#relay(await this.#text.catchUp());
      if (this.#text.isGapped(inspection, ahead)) throw new Refused("gapped");
    }
    const clients = this.#text.newStructs(inspection, ahead).map(({ client }) => client);
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

  async #commit(accepted: readonly Accepted[]): Promise<void> {
    if (accepted.length === 0) return;
    const seqs = await appendUpdates(
      accepted.map(({ reader, update }) => ({
        documentId: this.#text.id,
        bytes: update,
        author: reader.session.viewer,
        organisationId: reader.organisationId,
      })),
    );
    const first = seqs.find((seq) => seq !== null);
    // Another process wrote in between: its updates come first, here as in the log.
    if (first && first > this.#text.seq + 1) this.#relay(await this.#text.catchUp());
    for (const [index, seq] of seqs.entries()) this.#conclude(accepted[index] as Accepted, seq ?? null);
    if (first) publishElsewhere("document:changed", { document: this.#text.id, seq: this.#text.seq });
  }

  #conclude({ reader, update, encoded, caret, resolve, reject }: Accepted, seq: number | null): void {
    if (seq === null) {
      reject(new Refused("read-only"));
      return;
    }
    this.#text.take(seq, update);
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
        document: this.#text.id,
        seq,
        update: Buffer.from(bytes).toString("base64"),
        who: null,
      });
    }
  }

  /** Another process said that it wrote, or may have: takes it in and tells everyone here. */
  async catchUp(): Promise<void> {
    this.#behind = this.#working;
    if (!this.#working) this.#relay(await this.#text.catchUp());
  }
}
