import type { Socket } from "socket.io";

/** Closes a connection at once: `close` alone waits for the other side to answer, which a flooding client never does. */
export function cutConnection(connection: Socket["conn"]): void {
  const { socket } = connection.transport as { socket?: { terminate?: () => void } };
  connection.close(true);
  socket?.terminate?.();
}
