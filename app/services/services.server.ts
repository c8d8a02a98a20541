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
  /** The hosts of push services, if the operator names others than those of the known browsers. */
  pushHosts?: readonly string[];
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
}

export interface SentMail extends MailMessage {
  id: string;
  sentAt: Date;
}

export interface Mailer {
  /** @throws when the message could not be delivered to the mail server; the job that sends it retries. */
  send(message: MailMessage): Promise<void>;
  /** The messages kept on this machine, newest first; absent where mail is really sent. */
  localOutbox?(): Promise<SentMail[]>;
  /** Deletes the messages kept on this machine for an address; absent where none are kept. */
  forget?(address: string): Promise<void>;
  /** Closes pooled connections; absent where there are none. */
  close?(): void;
}

/**
 * Queues a job, which the job runner retries when it fails. `data` holds ids, at most a mail address, never
 * content.
 */
export type QueueJob = (queue: string, data: object) => Promise<void>;

export interface Services {
  settings: ServiceSettings;
  log: Log;
  clock: Clock;
  mailer: Mailer;
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
export const queueJob: QueueJob = (queue, data) => ports().queueJob(queue, data);
/** The current time by the injected clock. */
export const now = (): Date => ports().clock.now();
