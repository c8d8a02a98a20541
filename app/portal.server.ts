import { demonstrationPersonas, loadDemonstration } from "../prisma/demo/load.server";
import { type RestorationKind, restoreByCommand } from "./accounts/access.server";
import { registerFactorRule } from "./accounts/factor-rules.server";
import { accountsData } from "./accounts/holdings.server";
import { isCommonPassword } from "./accounts/known-passwords.server";
import { registerAccountMails, sendLetter } from "./accounts/letters.server";
import { provideKnownPasswords } from "./accounts/passwords";
import {
  cleanExpiredSessions,
  farewell,
  liveViewerOfCookie,
  readRights,
  renewSession,
  rightsChannel,
  rightsUnchanged,
  viewerOfCookie,
} from "./accounts/sessions.server";
import { makeSetUpKey } from "./accounts/set-up.server";
import { forgetAttempts } from "./accounts/slow.server";
import { newTotpSecret } from "./accounts/totp.server";
import { forgetAddresses } from "./audit/audit.server";
import { recordRefusedRequest, recordRefusedWriting } from "./audit/refusals.server";
import { reportRecord, sendHeadMail } from "./audit/report.server";
import { sealRecent } from "./audit/seal.server";
import { verifyAgainst } from "./audit/verify.server";
import { connectDatabase, disconnectDatabase, isDatabaseAway, pingDatabase } from "./db/database.server";
import { connectPool, disconnectPool } from "./db/pool.server";
import { forbidPoolInTransactions } from "./db/transaction-scope.server";
import { directoryData } from "./directory/holdings.server";
import { askToConfirm, sendReminder } from "./directory/reminders.server";
import { emptyThreadBin } from "./discussions/bin.server";
import { discussionsData } from "./discussions/holdings.server";
import { registerThreadNames } from "./discussions/names.server";
import { registerThreadsLive } from "./discussions/realtime.server";
import { registerThreadFurnisher } from "./discussions/space-threads.server";
import { emptyDocumentBin } from "./documents/bin.server";
import { documentsData } from "./documents/holdings.server";
import { registerDocumentNames } from "./documents/names.server";
import { registerDocumentsLive } from "./documents/realtime.server";
import { registerDocumentFurnisher } from "./documents/space-documents.server";
import { provideTextThreads, type TextThreads } from "./documents/text-threads.server";
import { forgetDelivered, startDelivery } from "./events/outbox.server";
import { finderData } from "./finder/holdings.server";
import { messagesAt } from "./house/frame.server";
import { inRequest, networkOf } from "./http/request.server";
import { registerSessions } from "./http/viewer.server";
import {
  forgetEndedInvitations,
  registerInvitationMails,
  sendInvitationMail,
} from "./invitations/mails.server";
import { holdsMandate } from "./mandates/mandates.server";
import { organisationsData } from "./organisations/holdings.server";
import { registerIndex } from "./organisations/index.server";
import { registerReferenceData } from "./organisations/reference.server";
import { registerPersonalData } from "./personal-data/holdings.server";
import { type Ports, provideClock, providePorts } from "./ports/ports.server";
import { busChannel, everybodyTold, receive } from "./realtime/bus.server";
import { handleEvent, readPayload, reasonOf } from "./realtime/dispatch.server";
import { catchUpRooms, provideBroadcast, recheckRooms, sessionEnded } from "./realtime/live.server";
import { startPresence } from "./realtime/presence.server";
import { provideTableWorkers, type TableWorkers } from "./tables/table-reader.server";
import { themesData } from "./themes/holdings.server";
import { registerThemeNames } from "./themes/names.server";
import { registerCalendars } from "./workspaces/calendar.server";
import { workspacesData } from "./workspaces/holdings.server";
import { registerJournalHiding } from "./workspaces/journal.server";
import { eraseDeletedSpaces } from "./workspaces/making.server";
import { registerSpaceNames } from "./workspaces/names.server";
import { registerNetworkSpace } from "./workspaces/network-space.server";
import { deleteRemovedItems } from "./workspaces/removed-items.server";

/** What each room keeps of persons, for their export and their erasure. */
export const personalData = [
  accountsData,
  organisationsData,
  themesData,
  directoryData,
  workspacesData,
  documentsData,
  discussionsData,
  finderData,
];

/** Work that the job runner does: by the clock, or when a room queued it. */
interface Job {
  queue: string;
  cron?: string;
  /** How many of its jobs may run at once in one process; one by one where absent. */
  concurrency?: number;
  run: (data: never) => Promise<void>;
}

/** Of each queue of mails: what a mail server takes from one sender without delay. */
const mailsAtOnce = 3;

let registered = false;

/** What rooms tell each other of themselves, once in a process, whatever database it is opened on. */
function registerRooms(): void {
  if (registered) return;
  registered = true;
  registerSessions({ find: viewerOfCookie, renew: renewSession, holds: rightsUnchanged, farewell });
  provideKnownPasswords(isCommonPassword);
  registerAccountMails();
  registerInvitationMails();
  registerFactorRule(holdsMandate);
  registerReferenceData();
  registerIndex();
  registerNetworkSpace();
  registerCalendars();
  registerJournalHiding();
  registerThemeNames();
  registerSpaceNames();
  registerDocumentNames();
  registerThreadNames();
  for (const data of personalData) registerPersonalData(data);
  registerThreadFurnisher();
  registerDocumentFurnisher();
  registerThreadsLive();
  registerDocumentsLive();
}

/**
 * All that `server/` may know of the rooms: it imports nothing of `app/` but what this build exports, so there is
 * one module graph, one database client and one set of registrations.
 */
export const portal = {
  /** Connects the rooms to the world. Called once, before the first request. */
  open(ports: Ports, databaseUrl: string, threads: TextThreads, tables: TableWorkers): void {
    providePorts(ports);
    connectDatabase(databaseUrl);
    connectPool(databaseUrl);
    forbidPoolInTransactions(ports.settings.development);
    provideTextThreads(threads);
    provideTableWorkers(tables);
    registerRooms();
  },
  async close(): Promise<void> {
    await everybodyTold();
    await disconnectPool();
    await disconnectDatabase();
  },
  startDelivery,
  pingDatabase,
  /** Does the work of one request that comes from this address. */
  asRequest: <Result>(address: string | undefined, work: () => Result, agent?: string): Result =>
    inRequest({ network: networkOf(address), agent }, work),
  recordRefusedRequest,
  /** The live side, for the socket gateway. */
  live: {
    viewerOfCookie: liveViewerOfCookie,
    ...{
      readRights,
      readPayload,
      reasonOf,
      sessionEnded,
      catchUpRooms,
      recheckRooms,
      provideBroadcast,
      receive,
    },
    ...{ busChannel, rightsChannel, startPresence, networkOf },
    handle: recordRefusedWriting(handleEvent),
  },
  isDatabaseAway,
  messagesAt,
  /** For the command that verifies the audit record beside a portal, or without one. */
  async verifyRecord(databaseUrl: string, heads: string[]) {
    connectDatabase(databaseUrl, 2);
    return await verifyAgainst(heads).finally(disconnectDatabase);
  },
  /** For the command that opens an account, or takes a lost second factor away, beside a portal or without one. */
  async restoreAccount(databaseUrl: string, email: string, kind: RestorationKind): Promise<boolean> {
    provideClock();
    connectDatabase(databaseUrl, 2);
    return await restoreByCommand(email, kind).finally(disconnectDatabase);
  },
  makeSetUpKey,
  newTotpSecret,
  demonstrationPersonas,
  loadDemonstration,
  /** Every queue with its work; one with `cron` (UTC) also runs by the clock. */
  jobs: [
    { queue: "accounts.clean-sessions", cron: "17 * * * *", run: cleanExpiredSessions },
    { queue: "accounts.forget-limits", cron: "37 * * * *", run: forgetAttempts },
    { queue: "accounts.letter", concurrency: mailsAtOnce, run: sendLetter },
    { queue: "audit.seal", cron: "* * * * *", run: sealRecent },
    { queue: "audit.report", cron: "10 3 * * *", run: reportRecord },
    { queue: "audit.head-mail", concurrency: mailsAtOnce, run: sendHeadMail },
    { queue: "audit.forget-addresses", cron: "23 * * * *", run: forgetAddresses },
    { queue: "workspaces.delete-removed", cron: "11 3 * * *", run: deleteRemovedItems },
    { queue: "workspaces.erase-deleted", cron: "7 3 * * *", run: eraseDeletedSpaces },
    { queue: "documents.empty-bin", cron: "19 3 * * *", run: emptyDocumentBin },
    { queue: "discussions.empty-bin", cron: "29 3 * * *", run: emptyThreadBin },
    { queue: "invitations.mail", concurrency: mailsAtOnce, run: sendInvitationMail },
    { queue: "invitations.forget", cron: "23 3 * * *", run: forgetEndedInvitations },
    { queue: "directory.ask", cron: "15 8 * * 1-5", run: askToConfirm },
    { queue: "directory.reminder", concurrency: mailsAtOnce, run: sendReminder },
    { queue: "events.forget-delivered", cron: "41 2 * * *", run: forgetDelivered },
  ] satisfies Job[],
};

export type Portal = typeof portal;
