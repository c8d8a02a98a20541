import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The floor: the same bytes out of memory, by node:http alone. Takes the page on standard input. */
const html = Buffer.from(await text(process.stdin));
const server = createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Length": html.length });
  response.end(html);
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`answers at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
