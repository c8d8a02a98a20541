import pg from "pg";
import { Figures, ms } from "../figures";
import { portalPeer } from "./portal-peer";

const databaseUrl = process.argv[2]!;
const db = new pg.Client({ connectionString: databaseUrl });
await db.connect();
const c = new Figures();
await db
  .query("create table if not exists bench_commit(id bigserial primary key, b bytea)")
  .catch((e) => console.log(e.message));
for (let i = 0; i < 300; i++) {
  const t = performance.now();
  await db.query('update "Network" set "acronym"="acronym"');
  c.add(performance.now() - t);
}
console.log("bare commit", ms(c.percentile(50)), ms(c.percentile(99)));
await db.query(
  `insert into "Space"(id,kind,slug,name,"createdAt") values (gen_random_uuid(),'network','reseau','R',now()) on conflict do nothing`,
);
const peer = await portalPeer({
  url: "http://localhost:3501",
  databaseUrl,
  memory: async () => 0,
  stop: async () => {},
});
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
await db.end();
await peer.stop();
process.exit();
