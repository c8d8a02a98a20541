import type { LiveConnection, LiveState } from "../../app/realtime/socket";
import type { LiveClient } from "./live-client";

/** The live connection as pages use it, over a test's own client: what `holdLive` gives in a browser. */
export function liveOver(client: LiveClient): LiveConnection & { lose: (loses: () => boolean) => void } {
  let state: LiveState = client.socket.connected ? "connected" : "connecting";
  let loses = () => false;
  const watchers = new Set<() => void>();
  const become = (next: LiveState) => {
    state = next;
    for (const watcher of watchers) watcher();
  };
  client.socket.on("connect", () => become("connected"));
  client.socket.on("disconnect", (reason) => {
    become("away");
    if (reason === "io server disconnect") setTimeout(() => client.socket.connect(), 50);
  });
  client.socket.on("connect_error", ({ message }) =>
    become(message === "signed-out" ? "signed-out" : "away"),
  );
  return {
    get state() {
      return state;
    },
    lose(given) {
      loses = given;
    },
    async request(event, payload) {
      if (!client.socket.connected) return { ok: false, reason: "away" };
      const answer = await client.socket
        .timeout(5_000)
        .emitWithAck(event, payload)
        .catch(() => ({ ok: false, reason: "away" }));
      // The server did it, and its word was lost.
      return loses() ? { ok: false, reason: "away" } : answer;
    },
    on(event, hearer) {
      client.socket.on(event as string, hearer as never);
      return () => void client.socket.off(event as string, hearer as never);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}
