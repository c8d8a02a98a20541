import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../child";
import { Figures } from "../figures";

/** So many pages are asked for side by side. */
export const atOnce = 10;
const pressureMs = 4_000;

/** Starts a peer that serves this HTML. */
export async function serve(file: string, html: string, ...args: string[]) {
  const child = new Child(join(import.meta.dirname, file), args);
  child.process.stdin?.end(html);
  const [, url = ""] = await child.printed(/answers at (\S+)/);
  return { child, url };
}

/** Starts `remix-serve` on an app whose one page is this HTML. */
export async function serveBareApp(html: string) {
  const folder = await mkdtemp(join(tmpdir(), "bare-app-"));
  const file = join(folder, "page.html");
  await writeFile(file, html);
  const cli = join(import.meta.dirname, "../../../node_modules/@remix-run/serve/dist/cli.js");
  const env = { BARE_HTML: file, HOST: "127.0.0.1", NODE_OPTIONS: "--import=tsx" };
  const child = new Child(cli, [join(import.meta.dirname, "bare-app.tsx")], env);
  const [, port] = await child.printed(/\[remix-serve\] \S+:(\d+)/);
  await rm(folder, { recursive: true });
  return { child, url: `http://127.0.0.1:${port}` };
}

export type Get = () => Promise<void>;

/** Requests over connections that stay open and with gzip, as a browser does, and reads to the end. */
export function getter(address: string, cookie: string): Get {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(address, { agent, headers: { cookie, "accept-encoding": "gzip" } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${address} answers ${answer.statusCode}`));
        answer.resume().on("end", resolve);
      });
      sent.on("error", reject).end();
    });
}

/** Asks so often, one at a time. */
export async function measureInTurn(get: Get, count: number): Promise<Figures> {
  const times = new Figures();
  for (let index = 0; index < count; index++) {
    const since = performance.now();
    await get();
    times.add(performance.now() - since);
  }
  return times;
}

/** @returns how many pages a second come when so many are asked for side by side */
export async function measurePressure(get: Get, forMs = pressureMs): Promise<number> {
  const end = performance.now() + forMs;
  let pages = 0;
  const ask = async () => {
    while (performance.now() < end) {
      await get();
      pages += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return Math.round(pages / (forMs / 1000));
}
