/**
 * What the process gives the rooms at start: settings, log, clock, mail. Rooms never read the environment, the
 * time or the network directly, so that tests can replace them.
 */

export interface ServiceSettings {
  /** The public base URL of the portal, without a trailing slash: `https://portail.example`. */
  publicUrl: string;
  /** True for the demonstration: pages show a notice, and mail stays on this machine. */
  demonstration: boolean;
  /** True under `npm run dev`. */
  development: boolean;
  /** The address by which people answer mails, to which a token is added; absent where they cannot. */
  replyAddress?: string;
}

/** The part of pino that rooms use. Fields carry ids, never names, mail addresses or content. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Clock {
  now(): Date;
}

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** With angle brackets, as all message ids; chosen by the mail server's client where it is absent. */
  messageId?: string;
  inReplyTo?: string;
  replyTo?: string;
  /** Further headers by name. */
  headers?: Record<string, string>;
}

export interface SentMail extends MailMessage {
  id: string;
  sentAt: Date;
}

export interface Mailer {
  /**
   * @throws when the message could not be delivered to the mail server; the job that sends it retries. `mailFailureOf` says
   * what the error means.
   */
  send(message: MailMessage): Promise<void>;
  /** The messages kept on this machine, newest first; absent where mail is really sent. */
  localOutbox?(): Promise<SentMail[]>;
  /** Deletes the messages kept on this machine for an address; absent where none are kept. */
  forget?(address: string): Promise<void>;
  /** Closes pooled connections; absent where there are none. */
  close?(): void;
}

/** A mail that was received, parsed within limits of size, time and memory. */
export interface IncomingMail {
  /** The Message-ID; a hash of the mail where it has none. */
  id: string;
  /** The address in From, in lower case; empty where it is not exactly one. */
  from: string;
  /** The addresses that it was sent to, in lower case. */
  to: string[];
  subject: string;
  /** What its author wrote, without quotations and signature. */
  words: string;
  /** The number of attached files. */
  attachments: number;
  /** Sent by a program: an absence notice, a mailing list, a delivery report. */
  automatic: boolean;
  /** Why its words could not be read. */
  unreadable?: "too-large" | "malformed";
}

/** The mailbox of the incoming address. */
export interface Inbox {
  /**
   * Hands over the mails that wait, oldest first, and deletes each from the mailbox when `handle` has ended without an
   * error; so a mail may be handed over twice.
   */
  read(handle: (mail: IncomingMail) => Promise<void>): Promise<void>;
}

/** What runs a statement inside a transaction of the database. */
export interface SqlTransaction {
  $queryRawUnsafe(statement: string, ...values: unknown[]): Promise<unknown>;
}

/**
 * Queues a job, which the job runner retries when it fails. `data` holds ids, at most a mail address, never
 * content. With a transaction the job exists exactly when that commits.
 */
export type QueueJob = (queue: string, data: object, tx?: SqlTransaction) => Promise<void>;

export interface Services {
  settings: ServiceSettings;
  log: Log;
  clock: Clock;
  mailer: Mailer;
  /** Absent where no incoming address is configured. */
  inbox?: Inbox;
  queueJob: QueueJob;
}

let provided: Services | undefined;

/** Called once by the process at start, and by tests, before any room is used. */
export function provideServices(ports: Services): void {
  provided = ports;
}

/** Provides only the clock, for a command that runs beside a portal. */
export function provideClock(): void {
  provided ??= { clock: { now: () => new Date() } } as Services;
}

function ports(): Services {
  if (!provided) throw new Error("providePorts() was not called before a room was used.");
  return provided;
}

export const settings = (): ServiceSettings => ports().settings;
export const log = (): Log => ports().log;
export const mailer = (): Mailer => ports().mailer;
export const inbox = (): Inbox | undefined => ports().inbox;
export const queueJob: QueueJob = (queue, data, tx) => ports().queueJob(queue, data, tx);
/** The current time by the injected clock. */
export const now = (): Date => ports().clock.now();
