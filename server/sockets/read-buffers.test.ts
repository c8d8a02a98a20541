import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { useLivePortal } from "../../tests/support/live-portal";
import { personOf } from "../../tests/support/texts";
import { until } from "../../tests/support/until";

const live = useLivePortal();
const connections = 40;
/** In chunks of the size that the system reads. */
const readBytes = 64 * 1024;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("a silent connection does not retain the read buffer of its last frame", async () => {
  const person = await personOf("jmed.point-focal");
  const connect = async () => {
    const client = await live().connect(person, { transports: ["websocket"] });
    await client.ask("document:update", { document: person, update: "A".repeat(3 * readBytes) });
  };
  await connect();
  collect();
  const before = process.memoryUsage().arrayBuffers;
  for (let made = 0; made < connections; made++) await connect();
  await until(() => {
    collect();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan((connections * readBytes) / 4);
  });
});
