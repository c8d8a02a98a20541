import type { Socket } from "socket.io-client";
import type { ClientEvent, ClientPayload } from "./client-events.server";
import type { Answer, ServerEvent, ServerEvents } from "./events";

/** The state of the tab's live connection. `signed-out`: the session has ended, and the connection will not return. */
export type LiveState = "connecting" | "connected" | "away" | "signed-out";

/** The tab's live connection, as a page uses it. */
export interface LiveConnection {
  readonly state: LiveState;
  /**
   * Sends one event. Never throws: an event that could not be sent, or was not answered in time, resolves to
   * `away`.
   */
  request<Event extends ClientEvent>(event: Event, payload: ClientPayload<Event>): Promise<Answer<Event>>;
  /** @returns unsubscribes. */
  on<Event extends ServerEvent>(event: Event, hearer: (payload: ServerEvents[Event]) => void): () => void;
  /** Calls back whenever the state changes. @returns unsubscribes. */
  watch(watcher: () => void): () => void;
}

/** The path of live connections; the same as in server/sockets/gateway.ts. */
const path = "/live";
/** Timeout of an answer; the page asks again after a reconnection. */
const answerMs = 10_000;
/** Delay before reconnecting when the server closed the connection (rights changed, shutdown) or refused it. */
const returnMs = 1_000;
/** Delay before reconnecting after a rate-limit refusal. */
const coolMs = 12_000;
/** The connection stays open this long for the next page of the portal. */
const lingerMs = 5_000;

let shared: Promise<{ live: LiveConnection; close: () => void }> | undefined;
let holders = 0;

/**
 * Acquires the tab's shared connection, opening it for the first holder; its code is loaded then.
 * @returns the connection and its release function: the last release closes it.
 * @throws when the code could not be loaded, most likely offline.
 */
export async function acquireLiveConnection(): Promise<{ live: LiveConnection; release: () => void }> {
  holders += 1;
  shared ??= open();
  const release = once(() => {
    holders -= 1;
    setTimeout(closeIfAlone, lingerMs);
  });
  try {
    return { live: (await shared).live, release };
  } catch (error) {
    shared = undefined;
    release();
    throw error;
  }
}

function closeIfAlone(): void {
  if (holders > 0) return;
  void shared?.then(({ close }) => close()).catch(() => undefined);
  shared = undefined;
}

async function open(): Promise<{ live: LiveConnection; close: () => void }> {
  const { io } = await import("socket.io-client");
  const socket = io({ path, transports: ["websocket", "polling"], tryAllTransports: true });
  return { live: liveOver(socket), close: () => socket.disconnect() };
}

function liveOver(socket: Socket): LiveConnection {
  let state: LiveState = "connecting";
  const watchers = new Set<() => void>();
  const become = (next: LiveState) => {
    state = next;
    for (const watcher of watchers) watcher();
  };
  const comeBack = (afterMs: number) => setTimeout(() => holders > 0 && socket.connect(), afterMs);
  socket.on("connect", () => become("connected"));
  socket.on("disconnect", (reason) => {
    become("away");
    if (reason === "io server disconnect") comeBack(returnMs);
  });
  socket.on("connect_error", ({ message }) => {
    become(message === "signed-out" ? "signed-out" : "away");
    // socket.io retries after a network error by itself, but not after a refusal, and most refusals are
    // temporary.
    if (socket.active || message === "signed-out") return;
    comeBack(message === "too-fast" ? coolMs : returnMs);
  });
  // Phones suspend pages: returning to the page or the network reconnects at once.
  const wake = () => holders > 0 && !socket.connected && state !== "signed-out" && socket.connect();
  addEventListener("online", wake);
  // Otherwise the loss would be noticed only at the first missing answer.
  addEventListener("offline", () => socket.io.engine?.close());
  document.addEventListener("visibilitychange", wake);
  return {
    get state() {
      return state;
    },
    async request(event, payload) {
      if (!socket.connected) return { ok: false, reason: "away" };
      return await socket
        .timeout(answerMs)
        .emitWithAck(event, payload)
        .catch(() => ({ ok: false, reason: "away" }));
    },
    on(event, hearer) {
      const listener = hearer as (payload: unknown) => void;
      socket.on(event as string, listener);
      return () => void socket.off(event as string, listener);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
