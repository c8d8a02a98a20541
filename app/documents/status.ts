/** How far a document has come; readers see it. */
export const documentStatuses = ["draft", "review", "validated", "archived"] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

/** The statuses in which a document takes updates. The statements that write repeat this list. */
export const writableStatuses = ["draft", "review"] as const satisfies readonly DocumentStatus[];

export const isWritableStatus = (status: DocumentStatus): boolean =>
  writableStatuses.some((one) => one === status);

/** What may be done with a document, besides writing. `freeze` makes an edition. */
export const statusActions = ["review", "draft", "freeze", "reopen", "archive", "unarchive"] as const;
export type StatusAction = (typeof statusActions)[number];

interface Transition {
  from: readonly DocumentStatus[];
  to: DocumentStatus;
  /** Only for those who manage the document; the others are for everyone who writes in it. */
  managers?: true;
}

export const transitions: Readonly<Record<StatusAction, Transition>> = {
  review: { from: ["draft"], to: "review" },
  draft: { from: ["review"], to: "draft" },
  freeze: { from: ["draft", "review"], to: "validated", managers: true },
  reopen: { from: ["validated"], to: "draft", managers: true },
  archive: { from: ["draft", "review", "validated"], to: "archived", managers: true },
  unarchive: { from: ["archived"], to: "draft", managers: true },
};

/** The actions that somebody may take on a document in this status. */
export function actionsFrom(status: DocumentStatus, { manages }: { manages: boolean }): StatusAction[] {
  return statusActions.filter((action) => {
    const { from, managers } = transitions[action];
    return from.includes(status) && (manages || !managers);
  });
}
