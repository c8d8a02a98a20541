import type { Server } from "socket.io";

/** What `ws` keeps of the last frame that a browser sent. */
interface Receiver {
  _mask?: Buffer;
}

/**
 * Each frame of a browser is masked by four bytes. `ws` keeps those of the last frame until the next one comes, as a part of
 * what the system read them in: after a long one, a pasted page say, 64 kB for each connection that then falls silent. They
 * are let go of as soon as the frame has been read.
 */
export function releaseReadBuffers(io: Server): void {
  io.engine.on("connection", (connection) => {
    connection.on("packet", () => {
      const { socket } = connection.transport as { socket?: { _receiver?: Receiver } };
      if (socket?._receiver) socket._receiver._mask = undefined;
    });
  });
}
