import { dropLocalDraft, holdLocalDraft, keepLocalDraft } from "./local-drafts";
import type { KeptDraft } from "./writing";

/** Where the draft is stored, as shown to its writer. */
export type DraftLocation =
  | { where: "none" }
  /** Being saved. */
  | { where: "busy" }
  | { where: "server"; at: string }
  | { where: "device"; because: DraftObstacle }
  /** Not stored: the writer should copy it before leaving. */
  | { where: "nowhere"; because: DraftObstacle };

export type DraftObstacle = "offline" | "signed-out" | "too-long";

/** Pauses in typing after which the device, then the server, saves the draft. */
const deviceMs = 400;
const serverMs = 1_500;
const retryMs = 15_000;

interface Options {
  /** The place of the local draft: the person, and what is written in. */
  place: string;
  /** The address that saves it on the server. */
  address: string;
  key: string;
  /** The draft on the server that this text continues; null for none. */
  begun: Pick<KeptDraft, "key" | "keptAt"> | null;
  onKept: (kept: DraftLocation) => void;
}

/**
 * Saves one draft: first on this device, then on the server; once the server has confirmed it, the local copy is
 * dropped. What the server refuses or cannot receive stays on the device.
 */
export class DraftSaver {
  readonly #options: Options;
  #body = "";
  #unsent = false;
  #timers: number[] = [];
  #sending: AbortController | null = null;
  readonly #stopped = new AbortController();

  constructor(options: Options) {
    this.#options = options;
    holdLocalDraft(options.place, options.key, this.#stopped.signal);
  }

  get key(): string {
    return this.#options.key;
  }

  /** Call with the full text at every change. */
  write(body: string): void {
    this.#body = body;
    this.#options.onKept(body.trim() === "" ? { where: "none" } : { where: "busy" });
    this.#plan(() => void this.#keepHere(), deviceMs);
    this.#plan(() => void this.#keepThere(), serverMs, false);
  }

  /** The post could not be sent: stores it on this device, marked as unsent. */
  async keepUnsent(body: string): Promise<void> {
    this.#body = body;
    this.#unsent = true;
    this.#clear();
    this.#options.onKept(await this.#keepHere("offline"));
  }

  /** It is not to be sent any more: a draft like any other. */
  cancelUnsent(body: string): void {
    this.#unsent = false;
    this.write(body);
  }

  /** The network is back: saves to the server now. */
  wake(): void {
    if (this.#timers.length > 0) void this.#keepThere();
  }

  /** The draft was posted or discarded: deletes the local copy, and aborts a running save. */
  async forget(): Promise<void> {
    this.pause();
    await this.#dropHere();
  }

  /** Saves nothing more until the next change. */
  pause(): void {
    this.#clear();
    this.#sending?.abort();
    this.#sending = null;
  }

  /** The form was closed; another tab may continue the local draft. */
  stop(): void {
    this.pause();
    this.#stopped.abort();
  }

  async #dropHere(): Promise<void> {
    await dropLocalDraft(this.#options.place, this.#options.key);
  }

  async #keepHere(because: DraftObstacle = "offline"): Promise<DraftLocation> {
    const { place, key, begun } = this.#options;
    if (this.#body.trim() === "") {
      await this.#dropHere();
      return { where: "none" };
    }
    const base = begun?.keptAt ?? null;
    const kept = await keepLocalDraft({ place, body: this.#body, key, base, unsent: this.#unsent });
    return { where: kept ? "device" : "nowhere", because };
  }

  async #keepThere(): Promise<void> {
    this.#clear();
    this.#sending?.abort();
    const sending = new AbortController();
    this.#sending = sending;
    const body = this.#body;
    const answer = await send(this.#options, body, sending.signal);
    if (sending.signal.aborted) return;
    if (typeof answer === "string") {
      this.#options.onKept(await this.#keepHere(answer));
      this.#plan(() => void this.#keepThere(), retryMs);
      return;
    }
    // From now on the server stores it under the key of this form.
    this.#options.begun = answer.keptAt ? { key: this.#options.key, keptAt: answer.keptAt } : null;
    if (this.#body !== body || this.#unsent) return;
    await this.#dropHere();
    this.#options.onKept(answer.keptAt ? { where: "server", at: answer.keptAt } : { where: "none" });
  }

  #plan(run: () => void, afterMs: number, alone = true): void {
    if (alone) this.#clear();
    this.#timers.push(window.setTimeout(run, afterMs));
  }

  #clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}

async function send(
  { address, key, begun }: Options,
  body: string,
  signal: AbortSignal,
): Promise<{ keptAt: string | null } | DraftObstacle> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams({ body, key, draft: begun?.key ?? "", draftAt: begun?.keptAt ?? "" }),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal,
    });
    if (answer.ok) return (await answer.json()) as { keptAt: string | null };
    if (answer.type === "opaqueredirect") return "signed-out";
    return answer.status === 400 || answer.status === 413 ? "too-long" : "offline";
  } catch {
    return "offline";
  }
}
