import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import type { Caret } from "../../realtime/client-events.server";
import type { Answers, Refusal } from "../../realtime/events";
import type { LiveConnection } from "../../realtime/socket";
import { schemaVersion } from "../editor/vocabulary";
import { docWithoutGc } from "./doc-without-gc";
import { type DocumentView, unopened, ViewStore } from "./document-view";
import { knowsKinds } from "./inspect";
import { OutgoingQueue } from "./outgoing-queue";
import { OwnCaret } from "./own-caret";
import type { PendingStore } from "./pending-store";
import { RefusedUpdates } from "./refused-updates";

interface Options {
  document: string;
  live: LiveConnection;
  openStore: (onChange: () => void) => PendingStore;
  /** The title or other data of the page changed: the page reloads its loader. */
  onRenamed?: () => void;
}

const againMs = 1_000;
/** Time during which a page that was left still sends pending updates. */
const lingerMs = 4_000;
/**
 * A right that has just ended causes refusals until the connection is cut. After this number of refusals the page stops
 * trying.
 */
const maxRefusals = 6;

/**
 * Synchronises one document between this page and the server, as specified in docs/realtime.md. Holds the doc that the
 * editor writes in, and the state of saving.
 */
export class DocumentSync {
  readonly #options: Options;
  readonly #store: PendingStore;
  readonly #outgoing: OutgoingQueue;
  readonly #beforeApplying = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  #doc = docWithoutGc();
  #client: number | null = null;
  /** Stands for the document on this connection; null until it is open there. */
  #number: number | null = null;
  /** Messages by number that came before the answer to the opening, which tells the number. */
  #early: (() => void)[] = [];
  #opening = false;
  #restored = false;
  #refusals = 0;
  #left = false;
  readonly #views: ViewStore;
  readonly #refused: RefusedUpdates;
  readonly #caret: OwnCaret;

  constructor(options: Options) {
    this.#options = options;
    this.#views = new ViewStore(unopened(options.live.state));
    this.#store = options.openStore(() => this.#showPending());
    this.#refused = new RefusedUpdates(this.#store, this.#views);
    this.#caret = new OwnCaret(
      (caret) => void this.#tellCaret(caret),
      () => (this.#isOpen ? (this.#outgoing.count > 0 ? "sending" : "idle") : "closed"),
    );
    this.#outgoing = new OutgoingQueue({
      store: this.#store,
      send: (update) => this.#send(update),
      onClosed: (reason) => this.#reopen(reason),
      onRefused: (updates, reason) => this.#takeBack(updates, reason),
      onChange: () => this.#showPending(),
    });
    this.#listenTo(this.#doc);
  }

  get view(): DocumentView {
    return this.#views.view;
  }

  /** @returns a function that stops watching. */
  watch(watcher: () => void): () => void {
    return this.#views.watch(watcher);
  }

  /** Calls a listener right before each remote update is applied to the doc. @returns a function that removes it. */
  onBeforeApplying(listener: () => void): () => void {
    this.#beforeApplying.add(listener);
    return () => void this.#beforeApplying.delete(listener);
  }

  /** Opens the document, now and after every reconnection. */
  async start(): Promise<void> {
    const [left] = await Promise.all([this.#store.read(), this.#refused.restore()]);
    if (this.#left) return;
    this.#outgoing.restore(left);
    const { live, document } = this.#options;
    const mine = <Told extends { document: string }>(act: (told: Told) => void) => {
      return (told: Told) => told.document === document && act(told);
    };
    this.#ends.push(
      live.on("u", ([number, , update, who, caret, ...others]) =>
        this.#whenOpen(() => {
          const carets = who && caret ? [[who, caret] as const, ...others] : others;
          if (number === this.#number) this.#take(update, carets);
        }),
      ),
      live.on(
        "document:caret",
        mine(({ who, caret }) => this.#views.showCarets([[who, caret]])),
      ),
      live.on(
        "document:present",
        mine((change) => this.#whenOpen(() => this.#views.showPresence(change))),
      ),
      live.on(
        "document:ended",
        mine(({ reason }) => this.#reopen(reason)),
      ),
      live.on(
        "document:renamed",
        mine(() => this.#options.onRenamed?.()),
      ),
      live.watch(() => this.#follow()),
    );
    this.#follow();
  }

  /** The page is left: pending updates are sent for `lingerMs` more, everything else ends. */
  async stop(): Promise<void> {
    this.#left = true;
    this.#views.unwatchAll();
    this.#caret.stop();
    const since = Date.now();
    while (this.#isOpen && this.#outgoing.count > 0 && Date.now() - since < lingerMs) await pause(100);
    for (const end of this.#ends) end();
    this.#outgoing.pause();
    await this.#options.live.request("document:close", { document: this.#options.document });
  }

  /** The writer's cursor; null when the focus is elsewhere. */
  moveCaret(caret: Caret | null): void {
    this.#caret.move(caret);
  }

  /** The words were copied, or dismissed. */
  forgetRefused(): void {
    this.#refused.forget();
  }

  get #isOpen(): boolean {
    return this.view.standing === "writing" && this.view.connection === "connected" && !this.#opening;
  }

  #follow(): void {
    const { state } = this.#options.live;
    if (state === this.view.connection && (state !== "connected" || this.view.standing !== "opening")) return;
    this.#views.show({ connection: state });
    if (state === "connected") {
      void this.#open();
      return;
    }
    this.#outgoing.pause();
    // Numbers are of one connection: after the next they may stand for another document.
    this.#number = null;
    this.#caret.lost();
    this.#views.showAlone();
    if (state === "signed-out") this.#views.show({ standing: "signed-out" });
  }

  async #open(): Promise<void> {
    if (this.#opening || this.#left || this.view.standing === "older-editor") return;
    this.#opening = true;
    this.#early = [];
    const { live, document } = this.#options;
    const doc = this.#doc;
    const answer = await live.request("document:open", {
      document,
      schema: schemaVersion,
      client: this.#client,
      vector: Y.encodeStateVector(doc),
      short: true,
    });
    this.#opening = false;
    if (this.#left) return;
    if (answer.ok && doc === this.#doc) this.#opened(answer);
    else if (answer.ok) void this.#open();
    else if (answer.reason === "not-found") this.#end("gone", answer.reason);
    else if (live.state === "connected") setTimeout(() => void this.#open(), againMs);
  }

  #opened(answer: Answers["document:open"]): void {
    const update = new Uint8Array(answer.update);
    if (answer.readOnlyBecause === "older-editor" || !knowsKinds(update)) {
      this.#closeForNewerEditor();
      return;
    }
    if (answer.client !== null) this.#doc.clientID = answer.client;
    this.#client = answer.client;
    this.#number = answer.number;
    this.#apply(update);
    if (answer.access === "read" && this.#outgoing.count > 0) {
      this.#refuse(this.#outgoing.clear(), "read-only");
      return;
    }
    this.#restore();
    this.#views.show({
      standing: answer.access === "write" ? "writing" : "reading",
      doc: this.#doc,
      present: answer.present,
      count: answer.count,
      carets: new Map(answer.carets.map(({ who, caret }) => [who, caret])),
    });
    for (const handle of this.#early.splice(0)) handle();
    if (answer.access !== "write") return;
    this.#outgoing.resume();
    this.#caret.again();
  }

  /** Applies updates that earlier pages could not send; they are already in the queue. */
  #restore(): void {
    if (this.#restored) return;
    this.#restored = true;
    for (const update of this.#outgoing.updates) this.#apply(update);
  }

  /** Applies a remote update. Yjs changes its client id when it meets its own; then a fresh id is requested. */
  #apply(update: Uint8Array): void {
    for (const listener of this.#beforeApplying) listener();
    Y.applyUpdate(this.#doc, update, this);
    if (this.#client === null || this.#doc.clientID === this.#client) return;
    this.#client = null;
    this.#reopen("not-open");
  }

  /** With polling, messages are handled before the continuation of an answer that came with them. */
  #whenOpen(handle: () => void): void {
    if (this.#opening) this.#early.push(handle);
    else handle();
  }

  #take(encoded: string, carets: readonly (readonly [who: string, Caret])[]): void {
    if (this.view.standing === "older-editor" || this.view.standing === "gone") return;
    const update = fromBase64(encoded);
    if (!knowsKinds(update)) {
      this.#closeForNewerEditor();
      return;
    }
    this.#apply(update);
    if (carets.length > 0) this.#views.showCarets(carets);
  }

  async #send(update: Uint8Array) {
    if (this.#number === null) return { ok: false, reason: "not-open" } as const;
    const caret = this.#caret.takeMoved();
    const encoded = toBase64(update);
    const answer = await this.#options.live.request(
      "u",
      caret === undefined ? [this.#number, encoded] : [this.#number, encoded, caret],
    );
    if (answer.ok) {
      this.#refusals = 0;
      this.#refused.acknowledged();
    }
    return answer;
  }

  async #tellCaret(caret: Caret | null): Promise<void> {
    await this.#options.live.request("document:caret", { document: this.#options.document, caret });
  }

  /** The document was closed for this connection, or updates are missing: opening it again shows which. */
  #reopen(reason: Refusal): void {
    if (this.#left || this.view.standing === "gone") return;
    this.#outgoing.pause();
    if (reason !== "not-open") this.#refusals += 1;
    if (this.#refusals >= maxRefusals) {
      this.#refusals = 0;
      this.#refuse(this.#outgoing.clear(), reason);
    } else setTimeout(() => void this.#open(), this.#refusals > 1 ? againMs : 0);
  }

  /**
   * The first update was refused for its content. It is reverted in the open doc, so the cursor stays and later updates
   * are sent. Where that is impossible, the server's content replaces the doc.
   */
  #takeBack(updates: Uint8Array[], reason: Refusal): void {
    const [refused, ...others] = updates;
    if (!refused || !this.#refused.canRevert(this.#doc, refused, reason)) {
      this.#refuse(updates, reason);
      return;
    }
    this.#refused.offer(this.#doc, [refused], reason);
    for (const listener of this.#beforeApplying) listener();
    // Listeners may just have written to the doc: those changes are not among `updates`.
    const later = this.#outgoing.clear();
    this.#doc.off("update", this.#onUpdate);
    const instead = this.#refused.revert(this.#doc, refused, [...others, ...later]);
    this.#listenTo(this.#doc);
    this.#outgoing.add(instead);
  }

  /** Replaces the doc by the server's content, and offers the missing words to their author. */
  #refuse(updates: Uint8Array[], reason: Refusal): void {
    this.#refused.offer(this.#doc, updates, reason);
    this.#replaceDoc();
    this.#views.show({ standing: "opening" });
    void this.#open();
  }

  #replaceDoc(): void {
    this.#doc.off("update", this.#onUpdate);
    this.#doc = docWithoutGc();
    this.#client = null;
    this.#number = null;
    this.#restored = true;
    this.#listenTo(this.#doc);
  }

  /** The document is no longer available. */
  #end(standing: "gone", reason: Refusal): void {
    this.#refused.offer(this.#doc, this.#outgoing.clear(), reason);
    this.#replaceDoc();
    this.#views.show({ standing, doc: null });
    this.#views.showAlone();
  }

  /**
   * Closes the document, which this older editor would damage. Pending updates stay stored for a newer editor, or are
   * offered as words.
   */
  #closeForNewerEditor(): void {
    this.#outgoing.pause();
    if (!this.#store.keeps) this.#refused.offer(this.#doc, this.#outgoing.clear(), "read-only");
    this.#doc.off("update", this.#onUpdate);
    this.#views.show({ standing: "older-editor", doc: null, carets: new Map() });
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this && this.view.standing !== "reading") this.#outgoing.add(update);
  };

  #listenTo(doc: Y.Doc): void {
    doc.on("update", this.#onUpdate);
  }

  #showPending(): void {
    const { count: pending, held, failing } = this.#outgoing;
    this.#views.show({ pending, held, failing, keeps: this.#store.keeps });
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
