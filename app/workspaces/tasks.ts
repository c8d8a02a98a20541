export const maxTaskLength = 240;

export interface TaskCard {
  id: string;
  title: string;
  /** Null when unassigned, and for assignees that a guest may not see. */
  assignee: { id: string; name: string; me: boolean } | null;
  /** A day, as "2026-11-24". */
  due: string | null;
  overdue: boolean;
  doneAt: string | null;
  space: { id: string; slug: string; name: string };
}

export interface TaskList {
  tasks: TaskCard[];
  next: string | null;
}

export const tasksPerPage = 40;
