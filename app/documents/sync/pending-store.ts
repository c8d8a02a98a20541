/**
 * Stores unacknowledged updates of a document on this device, so that they survive a closed browser and a power cut,
 * and refused words until their author has copied them. Nothing else, since a seized telephone should hold little.
 * Signing out wipes it (Clear-Site-Data).
 */
export interface PendingStore {
  /** The updates that earlier pages left, oldest first. */
  read(): Promise<KeptUpdate[]>;
  /**
   * Stores one update.
   * @param firmly waits for the disk, since this may be the only copy in a power cut.
   * @returns the key to drop it by, synchronously.
   */
  keep(update: Uint8Array, { firmly }: { firmly: boolean }): string;
  drop(keys: readonly string[]): void;
  /** Stores refused words until their author dismisses them; null removes them. */
  keepWords(words: string | null): void;
  readWords(): Promise<string | null>;
  /** Whether this device has confirmed the update; until then it might not outlive the page. */
  holds(key: string): boolean;
  /** False once this device has refused to store anything: a private window, a full disk. */
  readonly keeps: boolean;
}

export interface KeptUpdate {
  key: string;
  update: Uint8Array;
}

const databaseName = "portal-texts";
const updates = "updates";
const words = "words";

/**
 * @param place the person and the document: no other person is offered it.
 * @param onChange called when the confirmed updates or `keeps` change.
 */
export function openPendingStore(place: string, onChange: () => void): PendingStore {
  let keeps = true;
  let count = 0;
  const held = new Set<string>();
  const fail = () => {
    const first = keeps;
    keeps = false;
    if (first) onChange();
  };
  const database = openDatabase().catch((): null => null);
  const inStore = async (
    store: string,
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest | undefined,
    durability: IDBTransactionDurability = "relaxed",
  ): Promise<unknown> => {
    try {
      const open = await database;
      if (!open) throw new Error("not opened");
      return await settled(open.transaction(store, mode, { durability }), ask);
    } catch {
      return fail();
    }
  };
  // Keys sort in the order of the updates; `~` sorts after every character of a key.
  const all = () => IDBKeyRange.bound(`${place}/`, `${place}/~`);
  return {
    get keeps() {
      return keeps;
    },
    holds: (key) => held.has(key),
    async read() {
      const found = await inStore(updates, "readonly", (store) => store.getAll(all()));
      const left = Array.isArray(found) ? (found as KeptUpdate[]) : [];
      for (const { key } of left) held.add(key);
      return left;
    },
    keep(update, { firmly }) {
      count += 1;
      const key = `${place}/${Date.now().toString().padStart(15, "0")}-${count.toString().padStart(8, "0")}`;
      const put = (store: IDBObjectStore) => store.put({ key, update }, key);
      void inStore(updates, "readwrite", put, firmly ? "strict" : "relaxed").then((stored) => {
        if (stored === undefined) return;
        held.add(key);
        onChange();
      });
      return key;
    },
    drop(keys) {
      const dropAll = (store: IDBObjectStore) => keys.map((key) => store.delete(key)).at(-1);
      // Queued after writes that may still be running.
      void inStore(updates, "readwrite", dropAll).then(() => {
        for (const key of keys) held.delete(key);
      });
    },
    keepWords(kept) {
      void inStore(words, "readwrite", (store) => (kept ? store.put(kept, place) : store.delete(place)));
    },
    async readWords() {
      const found = await inStore(words, "readonly", (store) => store.get(place));
      return typeof found === "string" ? found : null;
    },
  };
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  return await new Promise((resolve, reject) => {
    request.onupgradeneeded = () => {
      request.result.createObjectStore(updates);
      request.result.createObjectStore(words);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(request.error);
  });
}

/** Waits for a transaction. @returns the result of its last request. */
async function settled(
  transaction: IDBTransaction,
  ask: (store: IDBObjectStore) => IDBRequest | undefined,
): Promise<unknown> {
  const [name = ""] = transaction.objectStoreNames;
  const request = ask(transaction.objectStore(name));
  // An explicit commit completes even if the page closes right now.
  transaction.commit();
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
  return request?.result;
}
