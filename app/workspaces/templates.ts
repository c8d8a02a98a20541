/** How many things of each kind a template holds; their words stand in the catalogues. */
export interface Template {
  tasks: number;
  thread: number;
  document: number;
}

/** The structures to begin a space with, as the network's work knows them. */
export const templates = {
  working_group: { tasks: 3, thread: 1, document: 2 },
  dialogue: { tasks: 5, thread: 2, document: 3 },
  monitoring: { tasks: 3, thread: 1, document: 2 },
} satisfies Record<string, Template>;

export type TemplateSlug = keyof typeof templates;
export const templateSlugs = Object.keys(templates) as TemplateSlug[];
export const isTemplate = (slug: string): slug is TemplateSlug => slug in templates;
