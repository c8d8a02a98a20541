import { Server } from "@hocuspocus/server";

/** Hocuspocus as it comes, in memory: the best case of the peer. Says its port on standard output. */
const server = new Server({ port: 0, quiet: true, stopOnSignals: true });
await server.listen();
process.stdout.write(`answers at ws://127.0.0.1:${server.address.port}\n`);
