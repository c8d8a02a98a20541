import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import type { Caret } from "../../realtime/client-events.server";
import type { Answers, PresenceChange, Present, Refusal } from "../../realtime/events";
import { applyPresence } from "../../realtime/presence";
import type { LiveConnection, LiveState } from "../../realtime/socket";
import { isMadeUnder, takeBack, updateSince } from "../editor/take-back";
import { schemaVersion } from "../editor/vocabulary";
import { docWithoutGc } from "./doc-without-gc";
import { knowsKinds } from "./inspect";
import { OutgoingQueue } from "./outgoing-queue";
import type { PendingStore } from "./pending-store";
import { wordsOf } from "./refused-words";

/** What the viewer may do with the document now. */
export type WriteAccess =
  /** Not opened yet. */
  | "opening"
  | "writing"
  /** May read and receives updates, but may not (or no longer) write. */
  | "reading"
  /** A newer editor has written here: this page may not change the document until it is reloaded. */
  | "older-editor"
  | "signed-out"
  /** Deleted, or no longer readable for the viewer. */
  | "gone";

/** The state that a page shows. A new object after every change. */
export interface DocumentView {
  standing: WriteAccess;
  connection: LiveState;
  /**
   * The document; replaced after a refusal. Null before the first opening and after an older editor had to close it.
   */
  doc: Y.Doc | null;
  /** Number of changes that the server has not acknowledged. */
  pending: number;
  /** Number of those that this device has stored, so that they outlive the page. */
  held: number;
  /** The server answers but cannot save at present. */
  failing: boolean;
  /** False when this device cannot store pending updates. */
  keeps: boolean;
  /** Words that the server refused. */
  refused: { words: string; reason: Refusal | null } | null;
  /** The first of the people present, by connection. */
  present: readonly Present[];
  /** The number of people present. */
  count: number;
  carets: ReadonlyMap<string, Caret>;
}

interface Options {
  document: string;
  live: LiveConnection;
  openStore: (onChange: () => void) => PendingStore;
  /** The title or other data of the page changed: the page reloads its loader. */
  onRenamed?: () => void;
}

/** Minimum interval between cursor messages that carry no update. */
const caretMs = 150;
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
  readonly #watchers = new Set<() => void>();
  readonly #beforeApplying = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  #doc = docWithoutGc();
  #client: number | null = null;
  /** Stands for the document on this connection; null until it is open there. */
  #number: number | null = null;
  #view: DocumentView;
  #opening = false;
  #restored = false;
  #refusals = 0;
  /** An update was reverted, and none has been acknowledged since. */
  #tookBack = false;
  #caret: { now: Caret | null; told: Caret | null; timer?: ReturnType<typeof setTimeout> } = {
    now: null,
    told: null,
  };
  #left = false;

  constructor(options: Options) {
    this.#options = options;
    this.#store = options.openStore(() => this.#showPending());
    this.#outgoing = new OutgoingQueue({
      store: this.#store,
      send: (update) => this.#send(update),
      onClosed: (reason) => this.#reopen(reason),
      onRefused: (updates, reason) => this.#takeBack(updates, reason),
      onChange: () => this.#showPending(),
    });
    this.#view = {
      standing: "opening",
      connection: options.live.state,
      doc: null,
      keeps: true,
      refused: null,
      pending: 0,
      held: 0,
      failing: false,
      present: [],
      count: 0,
      carets: new Map(),
    };
    this.#listenTo(this.#doc);
  }

  get view(): DocumentView {
    return this.#view;
  }

  /** @returns a function that stops watching. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Calls a listener right before each remote update is applied to the doc. @returns a function that removes it. */
  onBeforeApplying(listener: () => void): () => void {
    this.#beforeApplying.add(listener);
    return () => void this.#beforeApplying.delete(listener);
  }

  /** Opens the document, now and after every reconnection. */
  async start(): Promise<void> {
    const [left, words] = await Promise.all([this.#store.read(), this.#store.readWords()]);
    if (this.#left) return;
    this.#outgoing.restore(left);
    if (words) this.#show({ refused: { words, reason: null } });
    const { live, document } = this.#options;
    const mine = <Told extends { document: string }>(act: (told: Told) => void) => {
      return (told: Told) => told.document === document && act(told);
    };
    this.#ends.push(
      live.on("u", ([number, , update, who, caret]) => {
        if (number === this.#number) this.#take(update, who, caret);
      }),
      live.on(
        "document:caret",
        mine(({ who, caret }) => this.#showCarets([[who, caret]])),
      ),
      live.on(
        "document:present",
        mine((change) => this.#showPresence(change)),
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
    this.#watchers.clear();
    clearTimeout(this.#caret.timer);
    const since = Date.now();
    while (this.#isOpen && this.#outgoing.count > 0 && Date.now() - since < lingerMs) await pause(100);
    for (const end of this.#ends) end();
    this.#outgoing.pause();
    await this.#options.live.request("document:close", { document: this.#options.document });
  }

  /** The writer's cursor; null when the focus is elsewhere. */
  moveCaret(caret: Caret | null): void {
    this.#caret.now = caret;
    this.#caret.timer ??= setTimeout(() => {
      this.#caret.timer = undefined;
      if (!this.#isOpen || sameCaret(this.#caret)) return;
      // A pending update carries the cursor.
      if (this.#outgoing.count > 0) this.moveCaret(this.#caret.now);
      else void this.#tellCaret();
    }, caretMs);
  }

  /** The words were copied, or dismissed. */
  forgetRefused(): void {
    this.#store.keepWords(null);
    this.#show({ refused: null });
  }

  get #isOpen(): boolean {
    return this.#view.standing === "writing" && this.#view.connection === "connected" && !this.#opening;
  }

  #follow(): void {
    const { state } = this.#options.live;
    if (state === this.#view.connection && (state !== "connected" || this.#view.standing !== "opening"))
      return;
    this.#show({ connection: state });
    if (state === "connected") {
      void this.#open();
      return;
    }
    this.#outgoing.pause();
    // Numbers are of one connection: after the next they may stand for another document.
    this.#number = null;
    this.#caret.told = null;
    this.#show({ present: [], count: 0, carets: new Map() });
    if (state === "signed-out") this.#show({ standing: "signed-out" });
  }

  async #open(): Promise<void> {
    if (this.#opening || this.#left || this.#view.standing === "older-editor") return;
    this.#opening = true;
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
      this.#letGo();
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
    this.#show({
      standing: answer.access === "write" ? "writing" : "reading",
      doc: this.#doc,
      present: answer.present,
      count: answer.count,
      carets: new Map(answer.carets.map(({ who, caret }) => [who, caret])),
    });
    if (answer.access !== "write") return;
    this.#outgoing.resume();
    this.moveCaret(this.#caret.now);
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

  #take(encoded: string, who: string | null, caret: Caret | undefined): void {
    if (this.#view.standing === "older-editor" || this.#view.standing === "gone") return;
    const update = fromBase64(encoded);
    if (!knowsKinds(update)) {
      this.#letGo();
      return;
    }
    this.#apply(update);
    if (who && caret) this.#showCarets([[who, caret]]);
  }

  async #send(update: Uint8Array) {
    if (this.#number === null) return { ok: false, reason: "not-open" } as const;
    const { now } = this.#caret;
    const moved = !sameCaret(this.#caret);
    this.#caret.told = now;
    const encoded = toBase64(update);
    const answer = await this.#options.live.request(
      "u",
      moved ? [this.#number, encoded, now] : [this.#number, encoded],
    );
    if (answer.ok) {
      this.#refusals = 0;
      this.#tookBack = false;
    }
    return answer;
  }

  async #tellCaret(): Promise<void> {
    const { now } = this.#caret;
    this.#caret.told = now;
    await this.#options.live.request("document:caret", { document: this.#options.document, caret: now });
  }

  /** The document was closed for this connection, or updates are missing: opening it again shows which. */
  #reopen(reason: Refusal): void {
    if (this.#left || this.#view.standing === "gone") return;
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
    const [refused] = updates;
    const isOwn = refused !== undefined && isMadeUnder(this.#doc.clientID, refused);
    if (!isOwn || this.#tookBack || reason === "foreign-client") {
      this.#refuse(updates, reason);
      return;
    }
    this.#tookBack = true;
    this.#offer([refused], reason);
    for (const listener of this.#beforeApplying) listener();
    // Listeners may just have written to the doc: those changes are not among `updates`.
    const later = this.#outgoing.clear();
    this.#doc.off("update", this.#onUpdate);
    takeBack(this.#doc, refused);
    this.#listenTo(this.#doc);
    this.#outgoing.add(updateSince(this.#doc, [...updates, ...later]));
  }

  /** Replaces the doc by the server's content, and offers the missing words to their author. */
  #refuse(updates: Uint8Array[], reason: Refusal): void {
    this.#offer(updates, reason);
    this.#startAnew();
    this.#show({ standing: "opening" });
    void this.#open();
  }

  #offer(updates: Uint8Array[], reason: Refusal): void {
    if (updates.length === 0) return;
    const scratch = docWithoutGc();
    Y.applyUpdate(scratch, Y.encodeStateAsUpdate(this.#doc));
    for (const update of updates) Y.applyUpdate(scratch, update);
    const before = this.#view.refused?.words;
    const words = [before, wordsOf(scratch, updates)].filter(Boolean).join("\n");
    this.#store.keepWords(words);
    this.#show({ refused: { words, reason } });
  }

  #startAnew(): void {
    this.#doc.off("update", this.#onUpdate);
    this.#doc = docWithoutGc();
    this.#client = null;
    this.#number = null;
    this.#restored = true;
    this.#listenTo(this.#doc);
  }

  /** The document is no longer available. */
  #end(standing: "gone", reason: Refusal): void {
    this.#offer(this.#outgoing.clear(), reason);
    this.#startAnew();
    this.#show({ standing, doc: null, present: [], count: 0, carets: new Map() });
  }

  /**
   * Closes the document, which this older editor would damage. Pending updates stay stored for a newer editor, or are
   * offered as words.
   */
  #letGo(): void {
    this.#outgoing.pause();
    if (!this.#store.keeps) this.#offer(this.#outgoing.clear(), "read-only");
    this.#doc.off("update", this.#onUpdate);
    this.#show({ standing: "older-editor", doc: null, carets: new Map() });
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this && this.#view.standing !== "reading") this.#outgoing.add(update);
  };

  #listenTo(doc: Y.Doc): void {
    doc.on("update", this.#onUpdate);
  }

  #showPending(): void {
    const { count: pending, held, failing } = this.#outgoing;
    this.#show({ pending, held, failing, keeps: this.#store.keeps });
  }

  #showPresence(change: PresenceChange): void {
    const { count, present } = applyPresence(
      { count: this.#view.count, present: [...this.#view.present] },
      change,
    );
    const gone = new Set(change.left);
    const carets = new Map([...this.#view.carets].filter(([who]) => !gone.has(who)));
    this.#show({ count, present, carets });
  }

  #showCarets(moved: readonly (readonly [string, Caret | null])[]): void {
    const carets = new Map(this.#view.carets);
    for (const [who, caret] of moved) {
      if (caret) carets.set(who, caret);
      else carets.delete(who);
    }
    this.#show({ carets });
  }

  #show(part: Partial<DocumentView>): void {
    this.#view = { ...this.#view, ...part };
    for (const watcher of this.#watchers) watcher();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function sameCaret({ now, told }: { now: Caret | null; told: Caret | null }): boolean {
  return now?.anchor === told?.anchor && now?.head === told?.head;
}
