/**
 * What one has written and the server does not hold yet, kept on this device: it outlives the closing of the
 * browser. Only that: a telephone that is taken away should hold little. Signing out wipes it (Clear-Site-Data).
 */

export interface LocalDraft {
  body: string;
  /** The key of the form it stands in. */
  key: string;
  /** When the server last confirmed the draft this one goes on from; null for none. */
  base: string | null;
  /** It was to be posted, and could not be sent. */
  unsent: boolean;
}

const store = "drafts";

/** @param place whose it is and where: nobody else is offered it. */
export async function readLocalDraft(place: string): Promise<LocalDraft | null> {
  return ((await inStore("readonly", (drafts) => drafts.get(place))) as LocalDraft | undefined) ?? null;
}

/** @returns whether this device keeps it: a private window, or a full disk, may not. */
export async function keepLocalDraft(place: string, draft: LocalDraft): Promise<boolean> {
  return (await inStore("readwrite", (drafts) => drafts.put(draft, place))) !== undefined;
}

export async function dropLocalDraft(place: string): Promise<void> {
  await inStore("readwrite", (drafts) => drafts.delete(place));
}

/** One request in a transaction of its own; undefined when this browser refuses to keep anything. */
async function inStore(
  mode: IDBTransactionMode,
  ask: (drafts: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  try {
    const database = await opened(indexedDB.open("portal-drafts", 1));
    try {
      const transaction = database.transaction(store, mode);
      const request = ask(transaction.objectStore(store));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      return request.result;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

async function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return await new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(request.error);
  });
}
