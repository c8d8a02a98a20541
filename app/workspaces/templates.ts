/** Number of items of each kind; their titles are in the message catalogues. */
export interface Template {
  tasks: number;
  thread: number;
  document: number;
}

/** Built-in templates, based on the network's work. */
export const templates = {
  working_group: { tasks: 3, thread: 1, document: 2 },
  dialogue: { tasks: 5, thread: 2, document: 3 },
  monitoring: { tasks: 3, thread: 1, document: 2 },
} satisfies Record<string, Template>;

export type TemplateSlug = keyof typeof templates;
export const templateSlugs = Object.keys(templates) as TemplateSlug[];
export const isTemplate = (slug: string): slug is TemplateSlug => slug in templates;
