import type { Socket } from "socket.io-client";
import type { ClientEvent, ClientPayload } from "./client-events.server";
import type { Answer, ServerEvent, ServerEvents } from "./events";

/** How the tab's live connection stands. `signed-out`: the session has ended, and it will not come back by itself. */
export type LiveState = "connecting" | "connected" | "away" | "signed-out";

/** The tab's live connection, as a page uses it. */
export interface LiveConnection {
  readonly state: LiveState;
  /** Sends one event. Never throws: what could not be sent, or was not answered in time, is `away`. */
  request<Event extends ClientEvent>(event: Event, payload: ClientPayload<Event>): Promise<Answer<Event>>;
  /** @returns stops hearing. */
  on<Event extends ServerEvent>(event: Event, hearer: (payload: ServerEvents[Event]) => void): () => void;
  /** Calls back whenever the state changes. @returns stops watching. */
  watch(watcher: () => void): () => void;
}

/** Where live connections are made; the same as in server/sockets/gateway.ts. */
const path = "/live";
/** An answer that takes longer is none: the page asks again when it is connected again. */
const answerMs = 10_000;
/** The server cut us (rights changed, or it stops), or could not let us in: it is asked again after this long. */
const returnMs = 1_000;
/** It said that we were too fast. */
const coolMs = 12_000;
/** A page that is left for another of ours keeps the connection for it. */
const lingerMs = 5_000;

let shared: Promise<{ live: LiveConnection; close: () => void }> | undefined;
let holders = 0;

/**
 * Takes part in the tab's one connection, opening it for the first who asks; the code for it is fetched then.
 * @returns the connection, and what lets go of it: the last to let go closes it.
 * @throws when the code could not be fetched: offline, most likely.
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
    // A line that fails is tried again by socket.io; a refusal is not, and most pass.
    if (socket.active || message === "signed-out") return;
    comeBack(message === "too-fast" ? coolMs : returnMs);
  });
  // Telephones sleep: coming back to the page, or to the network, does not wait for the next try.
  const wake = () => holders > 0 && !socket.connected && state !== "signed-out" && socket.connect();
  addEventListener("online", wake);
  // Otherwise the cut would show only when an answer is missed.
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
