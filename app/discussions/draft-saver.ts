import { dropLocalDraft, holdLocalDraft, keepLocalDraft } from "./local-drafts";
import { type KeptDraft, threadPath } from "./threads";

/** Where what one is writing is kept, truthfully. */
export type DraftLocation =
  | { where: "none" }
  /** On its way. */
  | { where: "busy" }
  | { where: "server"; at: string }
  | { where: "device"; because: DraftObstacle }
  /** Neither: one should copy it before leaving. */
  | { where: "nowhere"; because: DraftObstacle };

export type DraftObstacle = "offline" | "signed-out" | "too-long";

/** This device keeps it at the first pause between words, the server at the first pause between sentences. */
const deviceMs = 400;
const serverMs = 1_500;
const againMs = 15_000;

interface Options {
  /** Of the local draft: whose it is, and in which thread. */
  place: string;
  thread: string;
  key: string;
  /** The draft on the server that the text goes on from; null for none. */
  begun: Pick<KeptDraft, "key" | "keptAt"> | null;
  onKept: (kept: DraftLocation) => void;
}

/**
 * Keeps one draft: first on this device, then on the server, and here no longer once the server has said so. What
 * the server refuses or cannot be told stays here.
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

  /** The text as it now is; call at every change. */
  write(body: string): void {
    this.#body = body;
    this.#options.onKept(body.trim() === "" ? { where: "none" } : { where: "busy" });
    this.#plan(() => void this.#keepHere(), deviceMs);
    this.#plan(() => void this.#keepThere(), serverMs, false);
  }

  /** It was to be posted and could not be sent: kept on this device with that said. */
  async keepUnsent(body: string): Promise<void> {
    this.#body = body;
    this.#unsent = true;
    this.#clear();
    this.#options.onKept(await this.#keepHere("offline"));
  }

  /** The network is back: the server is told now. */
  wake(): void {
    if (this.#timers.length > 0) void this.#keepThere();
  }

  /** It is a post now, or thrown away: nothing of it stays, and what is on its way is called back. */
  async forget(): Promise<void> {
    this.pause();
    await this.#dropHere();
  }

  /** Nothing more is kept until something is written. */
  pause(): void {
    this.#clear();
    this.#sending?.abort();
    this.#sending = null;
  }

  /** The form is gone; another tab may go on with what this device keeps of it. */
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
      this.#plan(() => void this.#keepThere(), againMs);
      return;
    }
    // From now on the server keeps it under the key of this form.
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
  { thread, key, begun }: Options,
  body: string,
  signal: AbortSignal,
): Promise<{ keptAt: string | null } | DraftObstacle> {
  try {
    const answer = await fetch(`${threadPath({ id: thread })}/brouillon`, {
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
