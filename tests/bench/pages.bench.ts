import { type Bench, type Line, ms, step } from "./figures";
import { atOnce, getter, measureInTurn, measurePressure, serve } from "./pages/pressure";
import { startBenchPortal } from "./portal";

const inTurn = 300;
const page = "/annuaire";

/** The directory, signed in, on the production build; a bare Remix page of the same HTML; the same bytes by node:http. */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const { cookieHeader: cookie } = await portal.signIn("member");
  const html = await (await fetch(portal.url + page, { headers: { cookie } })).text();
  const [remix, node] = [await serve("bare-remix.tsx", html), await serve("bare-node.ts", html)];
  const servers: [string, string][] = [
    [`the portal's directory (${Math.round(html.length / 1024)} kB, session, search, facets)`, portal.url],
    ["a bare Remix page of the same HTML", remix.url],
    ["node:http with the same bytes", node.url],
  ];
  const lines: Line[] = [];
  for (const [name, url] of servers) {
    step(name);
    const get = getter(url + page, cookie);
    await measureInTurn(get, 50); // warm
    const times = await measureInTurn(get, inTurn);
    lines.push({ what: `${name}: p50, one at a time`, figure: ms(times.percentile(50)) });
    lines.push({ what: `${name}: p99, one at a time`, figure: ms(times.percentile(99)) });
    lines.push({ what: `${name}: ${atOnce} at a time`, figure: `${await measurePressure(get)} pages/s` });
  }
  await Promise.all([portal.stop(), remix.child.stop("SIGKILL"), node.child.stop("SIGKILL")]);
  return lines;
};
