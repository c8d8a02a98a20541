/**
 * What one has written and the server does not hold yet, kept on this device: it outlives the closing of the
 * browser. Only that: a telephone that is taken away should hold little. Signing out wipes it (Clear-Site-Data).
 */

export interface LocalDraft {
  /** Whose it is and where it goes. */
  place: string;
  /** Of a thread that is not there yet. */
  title?: string;
  body: string;
  /** The key of the form it stands in. */
  key: string;
  /** When the server last confirmed the draft this one goes on from; null for none. */
  base: string | null;
  /** It was to be posted, and could not be sent. */
  unsent: boolean;
  /** When it was kept here, in milliseconds. */
  at: number;
}

const store = "drafts";

/** Where drafts of threads that are not there yet stand, each below the place it is to begin in. */
export const newThreads = (owner: string) => `${owner}/new`;

/** Each form keeps its own: two tabs of one place do not overwrite each other. */
const nameOf = (place: string, key: string) => `${place}/${key}`;

/**
 * The latest draft of a place that no other open tab is writing in.
 * @param place whose it is and where: nobody else is offered it.
 */
export async function readLocalDraft(place: string): Promise<LocalDraft | null> {
  const kept = (await readWithin(place)).filter((draft) => draft.place === place);
  const held = await heldLocks();
  const free = kept.filter(({ key }) => !held.has(lockOf(place, key)));
  return free.sort((one, other) => other.at - one.at)[0] ?? null;
}

/** @returns whether this device keeps it: a private window, or a full disk, may not. */
export async function keepLocalDraft(draft: Omit<LocalDraft, "at">): Promise<boolean> {
  const kept: LocalDraft = { ...draft, at: Date.now() };
  const name = nameOf(draft.place, draft.key);
  return (await inStore("readwrite", (drafts) => drafts.put(kept, name))) !== undefined;
}

export async function dropLocalDraft(place: string, key: string): Promise<void> {
  await inStore("readwrite", (drafts) => drafts.delete(nameOf(place, key)));
}

/** Drops the drafts of a place, and of those below it, that have become one of these posts. */
export async function dropPosted(within: string, keys: ReadonlySet<string>): Promise<void> {
  for (const { place, key } of await readWithin(within)) if (keys.has(key)) await dropLocalDraft(place, key);
}

async function readWithin(place: string): Promise<LocalDraft[]> {
  const range = IDBKeyRange.bound(nameOf(place, ""), nameOf(place, "\uffff"));
  return ((await inStore("readonly", (drafts) => drafts.getAll(range))) as LocalDraft[] | undefined) ?? [];
}

/**
 * Holds a draft for this tab until `released` aborts: others leave it alone. A browser that gives no locks, as over
 * plain HTTP, lets the next tab go on with it.
 */
export function holdLocalDraft(place: string, key: string, released: AbortSignal): void {
  const hold = () => new Promise<void>((resolve) => released.addEventListener("abort", () => resolve()));
  if (!released.aborted) void navigator.locks?.request(lockOf(place, key), { mode: "shared" }, hold);
}

const lockOf = (place: string, key: string) => `draft ${nameOf(place, key)}`;

async function heldLocks(): Promise<ReadonlySet<string | undefined>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name));
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
