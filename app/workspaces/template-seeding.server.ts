import type { Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { newId } from "../db/ids.server";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import { now } from "../services/services.server";
import type catalogue from "./messages.fr.json";
import { findOwnTemplate } from "./own-templates.server";
import { isTemplate, type Template, type TemplateSlug, templates } from "./templates";

const text = serverMessages<typeof catalogue>("workspaces");
type Key = keyof typeof catalogue;

/** The space that receives the template's content. */
export interface SeededSpace {
  spaceId: string;
  themeIds: string[];
}

/** Initial content of a thread or document. */
export interface SeededText {
  title: string;
  body: string;
}

type TemplateSeeder = (tx: Database, viewer: Viewer, place: SeededSpace, words: SeededText) => Promise<void>;

const seeders: Partial<Record<"thread" | "document", TemplateSeeder>> = {};

/** Registers how another room creates its items in a new space; called once at start. */
export function registerTemplateSeeder(kind: "thread" | "document", seeder: TemplateSeeder): void {
  seeders[kind] = seeder;
}

/**
 * Fills a new space from a template: tasks, threads and documents. A template is built in (by slug) or made by the
 * network (by id); an unknown one is empty.
 */
export async function applyTemplate(
  tx: Database,
  viewer: Viewer,
  place: SeededSpace,
  template: string,
  locale: Locale,
): Promise<void> {
  const { tasks, documents, threads } = await firstThings(tx, template, locale);
  for (const title of tasks) {
    await tx.spaceTask.create({
      data: {
        id: newId(),
        spaceId: place.spaceId,
        title,
        createdAt: now(),
        createdById: viewer.personId,
        idempotencyKey: newId(),
      },
    });
  }
  for (const words of documents) await seeders.document?.(tx, viewer, place, words);
  for (const words of threads) await seeders.thread?.(tx, viewer, place, words);
}

interface FirstThings {
  tasks: string[];
  documents: SeededText[];
  threads: SeededText[];
}

async function firstThings(tx: Database, template: string, locale: Locale): Promise<FirstThings> {
  if (isTemplate(template)) return builtIn(template, locale);
  const own = await findOwnTemplate(tx, template);
  return {
    tasks: own?.tasks ?? [],
    documents: (own?.documents ?? []).map((title) => ({ title, body: "" })),
    threads: (own?.threads ?? []).map((title) => ({ title, body: text(locale, "template.own.thread") })),
  };
}

function builtIn(slug: TemplateSlug, locale: Locale): FirstThings {
  const template: Template = templates[slug];
  const words = (part: string) => text(locale, `template.${slug}.${part}` as Key);
  const several = <Made>(count: number, make: (index: number) => Made) =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const titled = (kind: "thread" | "document") =>
    several(template[kind], (index) => ({
      title: words(`${kind}.${index}.title`),
      body: words(`${kind}.${index}.body`),
    }));
  return {
    tasks: several(template.tasks, (index) => words(`task.${index}`)),
    documents: titled("document"),
    threads: titled("thread"),
  };
}
