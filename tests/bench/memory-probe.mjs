import { setTimeout as delay } from "node:timers/promises";

// Loaded into a server that is measured: answers any message with what its memory holds after collections. Several: a
// buffer outside the heap is let go only after its owner was.
process.on("message", async () => {
  for (let pass = 0; pass < 4; pass++) {
    globalThis.gc?.();
    await delay(100);
  }
  process.send?.(process.memoryUsage());
});
