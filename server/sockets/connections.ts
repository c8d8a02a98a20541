import type { Socket } from "socket.io";
import type { Viewer } from "../../app/authorization/viewer";
import type { LiveSession } from "../../app/realtime/live.server";

/** The live connections of this process, by person. */
export class Connections {
  readonly #byId = new Map<string, { socket: Socket; session: LiveSession }>();
  readonly #sockets = new WeakMap<LiveSession, Socket>();

  add(socket: Socket, viewer: Viewer): LiveSession {
    const session: LiveSession = {
      // Not the socket's own id, with which others could send over polling in its name.
      who: socket.data.who,
      viewer,
      get ended() {
        return !socket.connected;
      },
      join: (channel) => void (socket.connected && socket.join(channel)),
      leave: (channel) => void socket.leave(channel),
      emit: (event, payload) => void socket.emit(event, payload),
    };
    this.#byId.set(socket.id, { socket, session });
    this.#sockets.set(session, socket);
    return session;
  }

  remove(socket: Socket): void {
    this.#byId.delete(socket.id);
  }

  get sessionIds(): string[] {
    return [...new Set([...this.#byId.values()].map(({ session }) => session.viewer.sessionId))];
  }

  /** The socket of a live session, if it belongs to this process. */
  socketOf(session: LiveSession): Socket | undefined {
    return this.#sockets.get(session);
  }

  /**
   * Cuts every connection whose session has ended or whose person's rights number has changed since it was opened; the
   * client reconnects with the remaining rights.
   * @param asked the sessions in the query; later connections are not judged by its result.
   * @param standing the rights number of each of these sessions that is still valid.
   */
  cutChanged(asked: readonly string[], standing: ReadonlyMap<string, number>): number {
    const known = new Set(asked);
    const changed = [...this.#byId.values()].filter(
      ({ session: { viewer } }) =>
        known.has(viewer.sessionId) && standing.get(viewer.sessionId) !== viewer.rights,
    );
    for (const { socket } of changed) socket.disconnect(true);
    return changed.length;
  }
}
