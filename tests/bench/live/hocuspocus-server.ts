import { Server } from "@hocuspocus/server";

/**
 * Hocuspocus 4 as its documentation starts it: no extension, so nothing is stored, which is its best case; every setting
 * has its default (`flushDelay` 0: updates that arrive in one turn of the event loop go out merged). Says its port on
 * standard output.
 */
const server = new Server({ port: 0, quiet: true, stopOnSignals: true });
await server.listen();
process.stdout.write(`answers at ws://127.0.0.1:${server.address.port}\n`);
