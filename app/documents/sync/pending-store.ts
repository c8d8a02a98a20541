/**
 * Updates of a text that the server has not acknowledged yet, kept on this device so that they outlive the browser and
 * a power cut; and words it has refused, until their author has copied them. Only that: a telephone that is taken
 * away should hold little. Signing out wipes it (Clear-Site-Data).
 */
export interface PendingStore {
  /** What earlier pages left, oldest first. */
  read(): Promise<KeptUpdate[]>;
  /**
   * Keeps one update.
   * @param firmly waits for the disk: it may be all there is when the power fails.
   * @returns the key to drop it by, at once.
   */
  keep(update: Uint8Array, { firmly }: { firmly: boolean }): string;
  drop(keys: readonly string[]): void;
  /** Words to be offered until they are taken; null forgets them. */
  keepWords(words: string | null): void;
  readWords(): Promise<string | null>;
  /** Whether this device has confirmed that it holds the update; until then it might not outlive the page. */
  holds(key: string): boolean;
  /** False once this device has refused to keep anything: a private window, a full disk. */
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
 * @param place whose it is and of which text: nobody else is offered it.
 * @param onChange what this device holds, or whether it keeps anything, is another now.
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
  // Keys sort as the updates were made, and end above any sign that a key may hold.
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
      // In its turn, after what may still be on its way to the disk.
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

/** Until a transaction is done. @returns the result of its last request. */
async function settled(
  transaction: IDBTransaction,
  ask: (store: IDBObjectStore) => IDBRequest | undefined,
): Promise<unknown> {
  const [name = ""] = transaction.objectStoreNames;
  const request = ask(transaction.objectStore(name));
  // Committed by the browser itself: the page may be closed at this very moment.
  transaction.commit();
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
  return request?.result;
}
