import { demonstrationPersonas, loadDemonstration } from "../prisma/demo/load.server";
import { registerAccountMails, sendWelcomeMail } from "./accounts/mails.server";
import { cleanExpiredSessions, readRights, rightsChannel, viewerOfCookie } from "./accounts/sessions.server";
import { makeSetUpKey } from "./accounts/set-up.server";
import { connectDatabase, disconnectDatabase, isDatabaseAway, pingDatabase } from "./db/database.server";
import { connectPool, disconnectPool } from "./db/pool.server";
import { registerThreadsLive } from "./discussions/realtime.server";
import { registerDocumentsLive } from "./documents/realtime.server";
import { provideTextThreads, type TextThreads } from "./documents/text-threads.server";
import { forgetDelivered, startDelivery } from "./events/outbox.server";
import { registerSessionLookup } from "./http/viewer.server";
import { registerReferenceData } from "./organisations/reference.server";
import { type Ports, providePorts } from "./ports/ports.server";
import { busChannel, receive } from "./realtime/bus.server";
import { handleEvent, readPayload, reasonOf } from "./realtime/dispatch.server";
import { catchUpRooms, provideBroadcast, sessionEnded } from "./realtime/live.server";
import { startPresence } from "./realtime/presence.server";
import { registerNetworkSpace } from "./workspaces/network-space.server";

/** Work that the job runner does: by the clock, or when a room queued it. */
interface Job {
  queue: string;
  cron?: string;
  run: (data: never) => Promise<void>;
}

/**
 * All that `server/` may know of the rooms: it imports nothing of `app/` but what this build exports, so there is
 * one module graph, one database client and one set of registrations.
 */
export const portal = {
  /** Connects the rooms to the world. Called once, before the first request. */
  open(ports: Ports, databaseUrl: string, threads: TextThreads): void {
    providePorts(ports);
    connectDatabase(databaseUrl);
    connectPool(databaseUrl);
    provideTextThreads(threads);
    registerSessionLookup(viewerOfCookie);
    registerAccountMails();
    registerReferenceData();
    registerNetworkSpace();
    registerThreadsLive();
    registerDocumentsLive();
  },
  async close(): Promise<void> {
    await disconnectPool();
    await disconnectDatabase();
  },
  startDelivery,
  pingDatabase,
  /** The live side, for the socket gateway. */
  live: {
    ...{
      viewerOfCookie,
      readRights,
      readPayload,
      reasonOf,
      sessionEnded,
      catchUpRooms,
      provideBroadcast,
      receive,
    },
    ...{ busChannel, rightsChannel, startPresence },
    handle: handleEvent,
  },
  isDatabaseAway,
  makeSetUpKey,
  demonstrationPersonas,
  loadDemonstration,
  /** Every queue with its work; one with `cron` (UTC) also runs by the clock. */
  jobs: [
    { queue: "accounts.clean-sessions", cron: "17 * * * *", run: cleanExpiredSessions },
    { queue: "accounts.welcome-mail", run: sendWelcomeMail },
    { queue: "events.forget-delivered", cron: "41 2 * * *", run: forgetDelivered },
  ] satisfies Job[],
};

export type Portal = typeof portal;
