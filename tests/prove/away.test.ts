import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { withClient } from "../../server/postgres";
import { insertBlankText } from "../support/blank-text";
import { copyDatabase } from "../support/database";
import { makeGate } from "../support/gate";
import { LiveClient, LiveText } from "../support/live-client";
import { personaOf } from "../support/personas";
import { startPortal } from "../support/portal";
import { Random } from "../support/random";
import { paragraphsOf, Typist } from "../support/typist";
import { signInAs } from "../support/visitor";
import { limit, progress, size } from "./size";

/** A slice is shorter than every limit of time on the way; in full it is the minute of the issue. */
const awayMs = size(60_000, 3_000);
const recoveryMs = 10_000;
const keystrokeMs = 50;

test.each(["close", "hang"] as const)(
  `the database is away (%s) for ${awayMs / 1000} s in mid-typing: nothing is acknowledged meanwhile, everything within ${recoveryMs / 1000} s after`,
  async (fault) => {
    const { portalUrl, ownerUrl, drop } = await copyDatabase("demonstration");
    onTestFinished(drop);
    const gate = await makeGate(portalUrl);
    const portal = await startPortal({ databaseUrl: gate.through(portalUrl), ownerUrl });
    const text = await withClient(portalUrl, insertBlankText);
    const visitor = await signInAs(portal.url, personaOf("member"));
    const open = async () => {
      const client = await new LiveClient(portal.url, visitor.cookieHeader).connected();
      onTestFinished(() => client.close());
      const live = new LiveText(client, text);
      await live.open();
      return live;
    };
    const [writing, reading] = [await open(), await open()];
    const typist = new Typist(writing, "a", new Random(1));
    const typing = setInterval(() => typist.type(), keystrokeMs);
    onTestFinished(() => clearInterval(typing));
    await vi.waitFor(() => expect(writing.acknowledged).toBeGreaterThan(10), { timeout: 10_000 });

    gate[fault]();
    // What was under way in that moment may still be answered.
    await setTimeout(200);
    const { acknowledged } = writing;
    progress(`database away (${fault}): ${acknowledged} acknowledged before`);
    await setTimeout(awayMs);
    expect(writing.acknowledged).toBe(acknowledged);
    expect(writing.pending).toBeGreaterThan(awayMs / keystrokeMs / 4);
    clearInterval(typing);

    gate.open();
    const since = performance.now();
    await vi.waitFor(
      () => {
        expect(writing.pending).toBe(0);
        expect(paragraphsOf(reading.doc)).toEqual([typist.expected]);
      },
      { timeout: 60_000, interval: 20 },
    );
    const tookMs = performance.now() - since;
    progress(`database away (${fault}): everything saved ${Math.round(tookMs)} ms after it came back`);
    expect(tookMs).toBeLessThan(recoveryMs);
    expect(writing.refusals).toEqual([]);
  },
  limit,
);
