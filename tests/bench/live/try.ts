import { Figures, ms } from "../figures";
import { hocuspocus } from "./hocuspocus";

const peer = await hocuspocus();
for (const n of [2, 10, 50, 100]) {
  const s = await peer.session(n);
  const f = new Figures();
  let t0 = 0,
    got = 0;
  let done: () => void = () => {};
  s.onReceived(() => {
    f.add(performance.now() - t0);
    if (++got === n) done();
  });
  for (let i = 0; i < 200; i++) {
    got = 0;
    const p = new Promise<void>((r) => {
      done = r;
    });
    t0 = performance.now();
    s.type();
    await p;
    await new Promise((r) => setTimeout(r, 10));
  }
  console.log(n, ms(f.percentile(50)), ms(f.percentile(99)), s.traffic());
  await s.close();
}
await peer.stop();
process.exit();
