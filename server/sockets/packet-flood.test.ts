import { describe, expect, test } from "vitest";
import { useLivePortal } from "../../tests/support/live-portal";
import { RawWebSocket } from "../../tests/support/raw-websocket";
import { until } from "../../tests/support/until";
import { PacketLimiter } from "./flood";

const live = useLivePortal();

describe("packets that are no events", () => {
  test.each([
    ["connecting again and again", "40"],
    ["pongs", "3"],
  ])("%s close the connection of a stranger", async (_name, packet) => {
    const { url } = live();
    const stranger = await RawWebSocket.open(url, { Origin: url });
    for (let count = 0; count < 3_000 && !stranger.closed; count++) stranger.send(packet);
    await until(() => expect(stranger.closed).toBe(true));
  });

  test("a connection that sends a few stays open", async () => {
    const { url } = live();
    const stranger = await RawWebSocket.open(url, { Origin: url });
    for (let count = 0; count < 20; count++) stranger.send("3");
    await stranger.heard(/^/);
    expect(stranger.closed).toBe(false);
    stranger.end();
  });
});

test("bytes count too, and come back with time", () => {
  const limiter = new PacketLimiter(0);
  const megabyte = 1024 * 1024;
  const sent = Array.from({ length: 40 }, () => limiter.pass(megabyte, 1)).filter(Boolean).length;
  expect(sent).toBeGreaterThanOrEqual(15);
  expect(sent).toBeLessThan(20);
  expect(limiter.pass(megabyte, 20_000)).toBe(true);
});
