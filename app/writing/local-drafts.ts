/**
 * Drafts that the server does not have yet, stored on this device so that they survive a closed browser. Nothing else,
 * since a seized telephone should hold little. Signing out wipes them (Clear-Site-Data).
 */

export interface LocalDraft {
  /** The person, and the thread or place. */
  place: string;
  /** The title of a thread that does not exist yet. */
  title?: string;
  body: string;
  /** The key of its form. */
  key: string;
  /** When the server last confirmed the draft that this one continues; null for none. */
  base: string | null;
  /** It was submitted but could not be sent. */
  unsent: boolean;
  /** When it was stored, in milliseconds. */
  at: number;
}

const store = "drafts";

/** The place of drafts for new threads; each is below it, by the space or theme of the form. */
export const newThreads = (owner: string) => `${owner}/new`;

/** Each form has its own record: two tabs of one place do not overwrite each other. */
const nameOf = (place: string, key: string) => `${place}/${key}`;

/**
 * The latest draft of a place that no other open tab holds.
 * @param place the person and the thread: no other person is offered it.
 */
export async function readLocalDraft(place: string): Promise<LocalDraft | null> {
  const kept = (await readWithin(place)).filter((draft) => draft.place === place);
  const held = await heldLocks();
  const free = kept.filter(({ key }) => !held.has(lockOf(place, key)));
  return free.sort((one, other) => other.at - one.at)[0] ?? null;
}

/** @returns whether this device stored it: a private window, or a full disk, may refuse. */
export async function keepLocalDraft(draft: Omit<LocalDraft, "at">): Promise<boolean> {
  const kept: LocalDraft = { ...draft, at: Date.now() };
  const name = nameOf(draft.place, draft.key);
  return (await inStore("readwrite", (drafts) => drafts.put(kept, name))) !== undefined;
}

export async function dropLocalDraft(place: string, key: string): Promise<void> {
  await inStore("readwrite", (drafts) => drafts.delete(nameOf(place, key)));
}

/** Deletes the drafts of a place, and of those below it, that have become one of these posts. */
export async function dropPosted(within: string, keys: ReadonlySet<string>): Promise<void> {
  for (const { place, key } of await readWithin(within)) if (keys.has(key)) await dropLocalDraft(place, key);
}

async function readWithin(place: string): Promise<LocalDraft[]> {
  const range = IDBKeyRange.bound(nameOf(place, ""), nameOf(place, "\uffff"));
  return ((await inStore("readonly", (drafts) => drafts.getAll(range))) as LocalDraft[] | undefined) ?? [];
}

/**
 * Locks a draft for this tab until `released` aborts, so that other tabs leave it alone. Without the Web Locks API, as
 * over plain HTTP, the next tab may continue the draft.
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

/** Runs one request in its own transaction; undefined when this browser refuses storage. */
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
