import { setTimeout } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";

/** After a refusal that passes, the connection is asked for again. */
const backMs = 200;

/**
 * A client of the live connection written from docs/realtime.md alone: it shares no code with the portal's own, so
 * that the contract is what is tested.
 */
export class LiveClient {
  readonly socket: Socket;
  #back: NodeJS.Timeout | undefined;

  constructor(url: string, cookie: string, options: { transports?: string[]; origin?: string } = {}) {
    this.socket = io(url, {
      path: "/live",
      transports: options.transports ?? ["websocket"],
      extraHeaders: { Cookie: cookie, Origin: options.origin ?? new URL(url).origin },
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
    });
    this.socket.on("connect_error", ({ message }) => {
      if (["away", "failed"].includes(message)) this.#comeBack();
    });
  }

  /** What socket.io leaves to us: trying again after a refusal that passes. */
  #comeBack(): void {
    this.#back = globalThis.setTimeout(() => this.socket.connect(), backMs);
  }

  /** Cuts the connection as a bad line does; it comes back by itself. */
  cut(): void {
    this.socket.io.engine?.close();
  }

  /** Resolves when connected. @throws with the server's reason when it is refused. */
  async connected(): Promise<this> {
    if (this.socket.connected) return this;
    return await new Promise((resolve, reject) => {
      this.socket.once("connect", () => resolve(this));
      this.socket.once("connect_error", reject);
    });
  }

  /** Sends an event. @returns the server's answer. @throws when there is none within five seconds. */
  async ask(
    event: string,
    payload: unknown,
  ): Promise<{ ok: boolean; reason?: string } & Record<string, unknown>> {
    return await this.socket.timeout(5_000).emitWithAck(event, payload);
  }

  /** Ends the connection and removes its listeners: a long proof opens thousands. */
  close(): void {
    clearTimeout(this.#back);
    this.socket.disconnect();
    this.socket.removeAllListeners();
  }
}

/** Bytes as they travel at every keystroke. */
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

/** A text that a client writes in, keeping what is not acknowledged and sending it again after every cut. */
export class LiveText {
  doc = new Y.Doc();
  readonly #client: LiveClient;
  readonly #id: string;
  #clientId: number | null = null;
  #unsent: Uint8Array[] = [];
  #sending = false;
  #open = false;
  /** How many updates were acknowledged. */
  acknowledged = 0;
  /** Called before an answer is believed; true makes it lost, as a bad line does. */
  loses: () => boolean = () => false;
  /** Why the server refused, when it did. */
  refusals: string[] = [];

  constructor(client: LiveClient, id: string) {
    this.#client = client;
    this.#id = id;
    client.socket.on("document:update", ({ document, update }: { document: string; update: string }) => {
      if (document === id) Y.applyUpdate(this.doc, fromBase64(update), "server");
    });
    client.socket.on("connect", () => void this.#openAgain());
    client.socket.on("disconnect", () => {
      this.#open = false;
    });
    this.#watch();
  }

  #watch(): void {
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "server") return;
      this.#unsent.push(update);
      void this.#send();
    });
  }

  /**
   * What closing the browser and opening it again does: everything is gone but what was not acknowledged, which goes
   * out under the client id it was written under, before the text is written in under a fresh one.
   */
  restart(): void {
    this.doc.destroy();
    this.doc = new Y.Doc();
    this.#watch();
    this.#clientId = null;
    this.#open = false;
    this.#client.cut();
  }

  /** Whether the text is here, to be written in. */
  get isOpen(): boolean {
    return this.doc.getXmlFragment("default").length > 0;
  }

  /** The text with its structure, as XML. */
  get text(): string {
    return this.doc.getXmlFragment("default").toString();
  }

  get pending(): number {
    return this.#unsent.length;
  }

  /** Opens the text, or opens it again after a cut. */
  async open(schema = 1): Promise<Record<string, unknown>> {
    const answer = await this.#client.ask("document:open", {
      document: this.#id,
      schema,
      client: this.#clientId,
      vector: Y.encodeStateVector(this.doc),
    });
    if (!answer.ok) throw new Error(`The text could not be opened: ${answer.reason}`);
    if (this.#clientId === null && typeof answer.client === "number") {
      this.#clientId = answer.client;
      this.doc.clientID = answer.client;
    }
    Y.applyUpdate(this.doc, new Uint8Array(answer.update as ArrayBuffer), "server");
    for (const update of this.#unsent) Y.applyUpdate(this.doc, update, "server");
    this.#open = true;
    void this.#send();
    return answer;
  }

  /** Cut again while it opens, it opens at the next connection; without an answer in time, it asks again. */
  async #openAgain(): Promise<void> {
    const { id } = this.#client.socket;
    while (this.#client.socket.connected && this.#client.socket.id === id && !this.#open) {
      await this.open().catch(() => setTimeout(100));
    }
  }

  /** Inserts words at a place of the first paragraph, as typing does. */
  type(place: number, words: string): void {
    const paragraph = this.doc.getXmlFragment("default").get(0) as Y.XmlElement;
    let text = paragraph.get(0) as Y.XmlText | undefined;
    if (!text) {
      text = new Y.XmlText();
      paragraph.insert(0, [text]);
    }
    text.insert(Math.min(place, text.length), words);
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#unsent.length > 0 && this.#open) await this.#sendSome();
    this.#sending = false;
  }

  /** Without an answer, what was sent stays and goes out again. */
  async #sendSome(): Promise<void> {
    const sent = this.#unsent.slice(0, 50);
    const update = toBase64(Y.mergeUpdates(sent));
    const answer = await this.#client
      .ask("document:update", { document: this.#id, update })
      .catch(() => undefined);
    if (!answer || this.loses()) return;
    if (answer.ok) this.acknowledged += sent.length;
    else if (["away", "too-fast", "failed", "not-open"].includes(String(answer.reason))) {
      // Sent between a reconnection and the opening, it is "not-open": the opening is on its way.
      await setTimeout(100);
      return;
    } else this.refusals.push(String(answer.reason));
    this.#unsent.splice(0, sent.length);
  }
}
