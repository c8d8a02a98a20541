import { demonstrationPersonas, loadDemonstration } from "../prisma/demo/load.server";
import { registerAccountEmails, sendAccountEmail } from "./accounts/account-emails.server";
import { type RestorationKind, restoreByCommand } from "./accounts/emergency-access.server";
import { registerFactorRule } from "./accounts/factor-rules.server";
import { isCommonPassword } from "./accounts/known-passwords.server";
import { provideKnownPasswords } from "./accounts/passwords";
import { accountsPersonalData } from "./accounts/personal-data.server";
import { deleteExpiredAttempts } from "./accounts/rate-limit.server";
import {
  cleanExpiredSessions,
  liveViewerOfCookie,
  readSessionRights,
  renewSession,
  rightsChannel,
  rightsUnchanged,
  sessionEndedHeaders,
  viewerOfCookie,
} from "./accounts/sessions.server";
import { makeSetUpKey } from "./accounts/set-up.server";
import { newTotpSecret } from "./accounts/totp.server";
import { deleteOldAddresses } from "./audit/addresses.server";
import { recordRefusedRequest, recordRefusedWriting } from "./audit/refused-writes.server";
import { reportRecord, sendHeadMail } from "./audit/report.server";
import { sealRecent } from "./audit/seal.server";
import { verifyAgainst } from "./audit/verify.server";
import { registerSessions } from "./authorization/viewer.server";
import { connectDatabase, disconnectDatabase, isDatabaseAway, pingDatabase } from "./db/database.server";
import { connectPool, disconnectPool } from "./db/pool.server";
import { forbidPoolInTransactions } from "./db/transaction-scope.server";
import { registerDialogueNames } from "./dialogues/names.server";
import { directoryPersonalData } from "./directory/personal-data.server";
import { registerAttachablePosts } from "./discussions/attachable-posts.server";
import { emptyThreadBin } from "./discussions/bin.server";
import { registerThreadNames } from "./discussions/names.server";
import { discussionsPersonalData } from "./discussions/personal-data.server";
import { registerThreadsLive } from "./discussions/realtime.server";
import { registerThreadSeeder } from "./discussions/space-threads.server";
import { emptyDocumentBin } from "./documents/bin.server";
import { registerDocumentNames } from "./documents/names.server";
import { documentsPersonalData } from "./documents/personal-data.server";
import { registerDocumentSeeder } from "./documents/space-documents.server";
import { type DocumentWorkers, provideDocumentWorkers } from "./documents/sync/document-workers.server";
import { registerDocumentsLive } from "./documents/sync/realtime.server";
import { registerFileNames } from "./files/names.server";
import { filesPersonalData } from "./files/personal-data.server";
import { type FileServices, provideFiles } from "./files/storage.server";
import { deleteUnusedBlobs, emptyFileBin, verifyBlobs } from "./files/storage-jobs.server";
import { deleteStaleUploads, finishLeftUploads } from "./files/unfinished-uploads.server";
import { runInRequest, truncateAddress } from "./http/request.server";
import {
  deleteEndedInvitations,
  registerInvitationMails,
  sendInvitationMail,
} from "./invitations/mails.server";
import { holdsMandate } from "./mandates/mandates.server";
import { registerAdmissionMails, sendAdmissionMail } from "./membership/admission-mails.server";
import { registerBell } from "./notices/bell.server";
import { registerCancellation } from "./notices/cancellation.server";
import { tellDeadlines } from "./notices/deadlines.server";
import { registerFeeds } from "./notices/feed.server";
import { forgetMails } from "./notices/mail/prepare.server";
import { readReplies } from "./notices/mail/replies.server";
import { sendDueMails } from "./notices/mail/send-mails.server";
import { registerMailSettings } from "./notices/mail-settings.server";
import { forgetNotices } from "./notices/notices.server";
import { noticesPersonalData } from "./notices/personal-data.server";
import { registerPush } from "./notices/push/devices.server";
import { pushWaiting } from "./notices/push/send.server";
import { registerNoticeKinds } from "./notices/write-notices.server";
import { registerIndex } from "./organisations/index.server";
import { organisationsPersonalData } from "./organisations/personal-data.server";
import { askToConfirm, sendReminder } from "./organisations/profile/confirmation-reminders.server";
import { registerReferenceData } from "./organisations/reference.server";
import { deleteDeliveredEvents, startDelivery } from "./outbox/outbox.server";
import { registerPersonalData } from "./personal-data/registry.server";
import * as bus from "./realtime/bus.server";
import { busChannel } from "./realtime/bus.server";
import { handleEvent, readPayload, refusalReasonOf } from "./realtime/dispatch.server";
import {
  beginLiveSession,
  catchUpRooms,
  endLiveSession,
  provideBroadcast,
  recheckRooms,
} from "./realtime/live.server";
import { startPresence } from "./realtime/presence.server";
import { registerRecommendationNames } from "./recommendations/names.server";
import { recommendationsPersonalData } from "./recommendations/personal-data.server";
import { searchPersonalData } from "./search/personal-data.server";
import { registerContactMails, sendContactMail } from "./secretariat/contact.server";
import { secretariatPersonalData } from "./secretariat/personal-data.server";
import { provideClock, provideServices, type Services } from "./services/services.server";
import { messagesAt } from "./shell/frame.server";
import { provideTableWorkers, type TableWorkers } from "./tables/table-reader.server";
import { registerThemeNames } from "./themes/names.server";
import { themesPersonalData } from "./themes/personal-data.server";
import { registerSpaceEntryFilter } from "./workspaces/audit-entries.server";
import { registerCalendars } from "./workspaces/calendar.server";
import { registerSpaceNames } from "./workspaces/names.server";
import { registerNetworkSpace } from "./workspaces/network-space.server";
import { workspacesPersonalData } from "./workspaces/personal-data.server";
import { deleteRemovedItems } from "./workspaces/removed-items.server";
import { eraseDeletedSpaces } from "./workspaces/space-lifecycle.server";

/** The personal data of each room, for export and erasure. */
export const personalData = [
  accountsPersonalData,
  organisationsPersonalData,
  themesPersonalData,
  directoryPersonalData,
  workspacesPersonalData,
  filesPersonalData,
  documentsPersonalData,
  discussionsPersonalData,
  recommendationsPersonalData,
  noticesPersonalData,
  searchPersonalData,
  secretariatPersonalData,
];

/** A job queue: runs by the clock, or when a room queues a job. */
interface Job {
  queue: string;
  cron?: string;
  /** Maximum number of concurrent jobs of this queue per process; defaults to 1. */
  concurrency?: number;
  run: (data: never) => Promise<void>;
}

/** Concurrent mails per queue: the rate that a mail server accepts from one sender without delay. */
const mailsAtOnce = 3;

let registered = false;

/** Registers the rooms' hooks and subscriptions, once per process, even if several databases are opened. */
function registerRooms(): void {
  if (registered) return;
  registered = true;
  registerSessions({
    find: viewerOfCookie,
    renew: renewSession,
    holds: rightsUnchanged,
    sessionEndedHeaders,
  });
  provideKnownPasswords(isCommonPassword);
  registerAccountEmails();
  registerInvitationMails();
  registerAdmissionMails();
  registerContactMails();
  registerFactorRule(holdsMandate);
  registerReferenceData();
  registerIndex();
  registerNetworkSpace();
  registerCalendars();
  registerSpaceEntryFilter();
  registerThemeNames();
  registerSpaceNames();
  registerFileNames();
  registerAttachablePosts();
  registerDocumentNames();
  registerThreadNames();
  registerRecommendationNames();
  registerDialogueNames();
  for (const data of personalData) registerPersonalData(data);
  registerThreadSeeder();
  registerDocumentSeeder();
  registerThreadsLive();
  registerDocumentsLive();
  registerNoticeKinds();
  registerCancellation();
  registerMailSettings();
  registerBell();
  registerPush();
  registerFeeds();
}

/**
 * The interface of the app for `server/`, which imports from `app/` only this build's exports. This keeps one module graph,
 * one database client and one set of registrations.
 */
export const portal = {
  /** Connects the rooms to the database and the environment. Called once, before the first request. */
  open(
    ports: Services,
    databaseUrl: string,
    threads: DocumentWorkers,
    tables: TableWorkers,
    files: FileServices,
  ): void {
    provideServices(ports);
    connectDatabase(databaseUrl);
    connectPool(databaseUrl);
    forbidPoolInTransactions(ports.settings.development);
    provideDocumentWorkers(threads);
    provideTableWorkers(tables);
    provideFiles(files);
    registerRooms();
  },
  async close(): Promise<void> {
    await bus.flush();
    await disconnectPool();
    await disconnectDatabase();
  },
  startDelivery,
  pingDatabase,
  /** Runs the handler of a request from this address. */
  asRequest: <Result>(address: string | undefined, work: () => Result, agent?: string): Result =>
    runInRequest({ network: truncateAddress(address), agent }, work),
  recordRefusedRequest,
  /** The live side, for the socket gateway. */
  live: {
    viewerOfCookie: liveViewerOfCookie,
    readRights: readSessionRights,
    readPayload,
    reasonOf: refusalReasonOf,
    sessionBegan: beginLiveSession,
    sessionEnded: endLiveSession,
    catchUpRooms,
    recheckRooms,
    provideBroadcast,
    receive: bus.receive,
    busChannel,
    rightsChannel,
    startPresence,
    networkOf: truncateAddress,
    handle: recordRefusedWriting(handleEvent),
  },
  isDatabaseAway,
  messagesAt,
  /** For the command that verifies the audit record, with or without a running portal. */
  async verifyRecord(databaseUrl: string, heads: string[]) {
    connectDatabase(databaseUrl, 2);
    return await verifyAgainst(heads).finally(disconnectDatabase);
  },
  /** For the command that unlocks an account or removes its second factors, with or without a running portal. */
  async restoreAccount(databaseUrl: string, email: string, kind: RestorationKind): Promise<boolean> {
    provideClock();
    connectDatabase(databaseUrl, 2);
    return await restoreByCommand(email, kind).finally(disconnectDatabase);
  },
  makeSetUpKey,
  newTotpSecret,
  demonstrationPersonas,
  loadDemonstration,
  /** All queues with their handlers; `cron` is in UTC. */
  jobs: [
    { queue: "accounts.clean-sessions", cron: "17 * * * *", run: cleanExpiredSessions },
    { queue: "accounts.forget-limits", cron: "37 * * * *", run: deleteExpiredAttempts },
    { queue: "accounts.letter", concurrency: mailsAtOnce, run: sendAccountEmail },
    { queue: "audit.seal", cron: "* * * * *", run: sealRecent },
    { queue: "audit.report", cron: "10 3 * * *", run: reportRecord },
    { queue: "audit.head-mail", concurrency: mailsAtOnce, run: sendHeadMail },
    { queue: "audit.forget-addresses", cron: "23 * * * *", run: deleteOldAddresses },
    { queue: "workspaces.delete-removed", cron: "11 3 * * *", run: deleteRemovedItems },
    { queue: "workspaces.erase-deleted", cron: "7 3 * * *", run: eraseDeletedSpaces },
    { queue: "files.finish-uploads", cron: "*/2 * * * *", run: finishLeftUploads },
    { queue: "files.delete-stale-uploads", cron: "47 * * * *", run: deleteStaleUploads },
    { queue: "files.empty-bin", cron: "13 3 * * *", run: emptyFileBin },
    { queue: "files.delete-unused", cron: "33 3 * * *", run: deleteUnusedBlobs },
    { queue: "files.verify", cron: "43 3 * * *", run: verifyBlobs },
    { queue: "documents.empty-bin", cron: "19 3 * * *", run: emptyDocumentBin },
    { queue: "discussions.empty-bin", cron: "29 3 * * *", run: emptyThreadBin },
    { queue: "invitations.mail", concurrency: mailsAtOnce, run: sendInvitationMail },
    { queue: "invitations.forget", cron: "23 3 * * *", run: deleteEndedInvitations },
    { queue: "membership.mail", concurrency: mailsAtOnce, run: sendAdmissionMail },
    { queue: "secretariat.mail", concurrency: mailsAtOnce, run: sendContactMail },
    { queue: "directory.ask", cron: "15 8 * * 1-5", run: askToConfirm },
    { queue: "directory.reminder", concurrency: mailsAtOnce, run: sendReminder },
    { queue: "notices.deadlines", cron: "5 5 * * *", run: tellDeadlines },
    { queue: "notices.forget", cron: "47 2 * * *", run: () => forgetNotices().then(forgetMails) },
    { queue: "notices.mails", cron: "* * * * *", run: sendDueMails },
    { queue: "notices.replies", cron: "* * * * *", run: readReplies },
    { queue: "notices.push", cron: "* * * * *", run: pushWaiting },
    { queue: "notices.forget", cron: "47 2 * * *", run: forgetNotices },
    { queue: "events.forget-delivered", cron: "41 2 * * *", run: deleteDeliveredEvents },
  ] satisfies Job[],
};

export type Portal = typeof portal;
