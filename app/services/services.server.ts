/**
 * What the process hands to the rooms at start: its settings, a log, a clock, a way to send mail. Rooms never
 * read the environment, the time or the network directly, so tests can give them other ones.
 */

export interface ServiceSettings {
  /** Where people reach the portal, without a trailing slash: `https://portail.example`. */
  publicUrl: string;
  /** True for the demonstration: its pages say so, and its mail stays on this machine. */
  demonstration: boolean;
  /** True under `npm run dev`. */
  development: boolean;
}

/** The part of pino that rooms use. Fields carry ids, never names, mail addresses or texts. */
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
  /** @throws when the message could not be handed over; the job that sends it tries again. */
  send(message: MailMessage): Promise<void>;
  /** The messages kept on this machine, newest first; absent where mail really leaves. */
  localOutbox?(): Promise<SentMail[]>;
  /** Deletes the messages kept on this machine for an address; absent where none are kept. */
  forget?(address: string): Promise<void>;
  /** Lets go of kept connections; absent where there are none. */
  close?(): void;
}

/** Puts work aside for the job runner, which tries again when it fails. `data` holds ids, at most a mail address, never texts. */
export type QueueJob = (queue: string, data: object) => Promise<void>;

export interface Services {
  settings: ServiceSettings;
  log: Log;
  clock: Clock;
  mailer: Mailer;
  queueJob: QueueJob;
}

let provided: Services | undefined;

/** Called once by the process at start (and by tests), before any room is used. */
export function provideServices(ports: Services): void {
  provided = ports;
}

/** For a command beside a portal, which needs no more of the world than the time. */
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
/** The present instant, by the injected clock. */
export const now = (): Date => ports().clock.now();
