import type { Server } from "socket.io";

/** The mask of the last received frame, as `ws` keeps it. */
interface Receiver {
  _mask?: Buffer;
}

/**
 * Each frame of a browser is masked with four bytes. `ws` keeps those of the last frame as a slice of the read buffer until
 * the next frame: after a long one, such as a pasted page, 64 kB per silent connection. This releases the buffer as soon as
 * the frame has been read.
 */
export function releaseReadBuffers(io: Server): void {
  io.engine.on("connection", (connection) => {
    connection.on("packet", () => {
      const { socket } = connection.transport as { socket?: { _receiver?: Receiver } };
      if (socket?._receiver) socket._receiver._mask = undefined;
    });
  });
}
