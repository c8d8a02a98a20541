import type { NoticeThing } from "./notices";

/** How loud a thing is for a person; the loudest first, as in the database. */
export const loudnesses = ["all", "mentions", "digest", "mute"] as const;
export type Loudness = (typeof loudnesses)[number];

/** The things that have a level. A level of a thread or document precedes its space's, which precedes its themes'. */
export const levelledThings = [
  "thread",
  "document",
  "space",
  "theme",
] as const satisfies readonly NoticeThing[];
export type LevelledThing = (typeof levelledThings)[number];

/** A thing with the level that a person chose; null: the default holds. */
export interface ThingLevel {
  thing: LevelledThing;
  id: string;
  loudness: Loudness | null;
}

/** One of a person's own levels, with the thing's current name. */
export interface OwnLevel extends ThingLevel {
  title: string;
  to: string;
}

/** Maximum number of levels of a person. */
export const maxLevels = 500;

export const mailRhythms = ["at_once", "hourly", "daily", "weekly", "never"] as const;
export type MailRhythm = (typeof mailRhythms)[number];

export interface MailSettings {
  rhythm: MailRhythm;
  /** The hour of daily and weekly mails, in the network's zone. */
  hour: number;
  /** Whether mails may quote content. */
  content: boolean;
}

/** Where mails go, and whether they are paused because that address refused one. */
export interface MailDelivery {
  email: string;
  paused: boolean;
}

/** What holds for a person who has chosen nothing: one mail a day, before the day's work. */
export const defaultMailSettings: MailSettings = { rhythm: "daily", hour: 6, content: false };
