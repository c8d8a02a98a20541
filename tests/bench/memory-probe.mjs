import { setTimeout as delay } from "node:timers/promises";

// Loaded into a server that is measured: answers "cpu" with the processor time it has used, "memory" with what its memory
// holds after collections. Several: a buffer outside the heap is released only after its owner.
process.on("message", async (asked) => {
  if (asked === "cpu") {
    process.send?.(process.cpuUsage());
    return;
  }
  for (let pass = 0; pass < 4; pass++) {
    globalThis.gc?.();
    await delay(100);
  }
  process.send?.(process.memoryUsage());
});
