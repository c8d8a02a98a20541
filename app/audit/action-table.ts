import type { Kind } from "./kinds";

/** What an action is done to; its labels are in this room's catalogues, as `object.…`. */
export type ObjectType =
  | "person"
  | "organisation"
  | "network"
  | "mandate"
  | "invitation"
  | "request"
  | "proposal"
  | "space"
  | "space-template"
  | "theme"
  | "thread"
  | "post"
  | "document"
  | "file"
  | "task"
  | "recommendation"
  | "dialogue"
  | "date";

/** Values of details. A code is one of the portal's own words, as a role or a format; never what a person wrote. */
export interface Values {
  id: string;
  code: string;
  day: string;
  count: number;
  flag: boolean;
  /** An HTTP status, or the reason of a live event's refusal. */
  status: number | string;
}
type ValueType = keyof Values | `${keyof Values}?`;

export interface ActionRow {
  kind: Kind;
  /** The type of its object, whose id every event of this action carries. */
  on?: ObjectType;
  /** Whether it is audited, told to the rooms through the outbox, or both. */
  to: "audit" | "outbox" | "both";
  /** Ids, counts and codes in the audit entry and in the outbox event. */
  details?: Readonly<Record<string, ValueType>>;
  /** Further ids that only the outbox event has: what its subscribers need to find the place. */
  context?: Readonly<Record<string, ValueType>>;
}

/**
 * Everything that can happen, as `noun.verb`: `recordEvent` writes it. Each has its label in this room's catalogues
 * (`action.…`), and each action that is told has its row in `notices/table.server.ts`. Names are stored: they are not renamed.
 */
export const actions = {
  // access
  "session.started": { kind: "access", to: "audit", details: { by: "code" } },
  "session.ended": { kind: "access", to: "audit" },
  "session.refused": { kind: "refusal", to: "audit", details: { by: "code?", locked: "flag?" } },
  "session.confirmed": { kind: "access", to: "audit" },
  "session.ended-elsewhere": { kind: "access", to: "audit", details: { sessions: "count" } },
  "session.new-device": { kind: "access", on: "person", to: "outbox" },
  "password.changed": { kind: "access", to: "both" },
  "password.reset": { kind: "access", to: "both" },
  "reset.asked": { kind: "access", to: "audit" },
  "email.asked": { kind: "access", to: "audit" },
  "email.changed": { kind: "access", to: "both" },
  "factor.added": { kind: "access", to: "both", details: { kind: "code" } },
  "factor.removed": { kind: "access", to: "both", details: { kind: "code" } },
  "factor.restored": { kind: "access", on: "person", to: "both" },
  "passkey.added": { kind: "access", to: "both" },
  "passkey.removed": { kind: "access", to: "both" },
  "recovery-codes.renewed": { kind: "access", to: "both" },
  "account.locked": { kind: "access", on: "person", to: "both", details: { sessions: "count" } },
  "account.unlocked": { kind: "access", on: "person", to: "both" },
  "account.unlock-asked": { kind: "access", on: "person", to: "audit" },
  "account.unlock-withdrawn": { kind: "access", on: "person", to: "audit" },
  "account.factor-asked": { kind: "access", on: "person", to: "audit" },
  "account.factor-withdrawn": { kind: "access", on: "person", to: "audit" },
  "account.changed": { kind: "access", on: "person", to: "outbox" },
  "account.language-chosen": { kind: "access", on: "person", to: "outbox" },
  // refusal
  "write.refused": { kind: "refusal", to: "audit", details: { route: "code", status: "status" } },
  // rights
  "sessions.ended-by-secretariat": {
    kind: "rights",
    on: "person",
    to: "both",
    details: { sessions: "count" },
  },
  "role.changed": { kind: "rights", on: "person", to: "both", details: { role: "code", before: "code" } },
  "membership.ended": { kind: "rights", on: "person", to: "both" },
  "membership.role-changed": { kind: "rights", on: "person", to: "both", details: { role: "code" } },
  "mandate.given": {
    kind: "rights",
    on: "mandate",
    to: "both",
    details: { holder: "id", from: "day", until: "day", alternates: "count" },
  },
  "mandate.revoked": { kind: "rights", on: "mandate", to: "both", details: { holder: "id" } },
  "invitation.made": { kind: "rights", on: "invitation", to: "both", details: { to: "code", by: "code" } },
  "invitation.send": { kind: "rights", on: "invitation", to: "both" },
  "invitation.print": { kind: "rights", on: "invitation", to: "audit" },
  "invitation.revoke": { kind: "rights", on: "invitation", to: "audit" },
  "invitation.accepted": { kind: "rights", on: "invitation", to: "both" },
  "invitation.refused": { kind: "refusal", on: "invitation", to: "audit" },
  "contact.sent": { kind: "network", to: "outbox", context: { message: "id" } },
  "contact.handled": { kind: "network", to: "audit", details: { message: "id" } },
  "request.made": { kind: "rights", on: "request", to: "both" },
  "request.accepted": { kind: "rights", on: "request", to: "audit" },
  "request.declined": { kind: "rights", on: "request", to: "audit" },
  "admission.candidate": { kind: "rights", on: "organisation", to: "both", details: { class: "code?" } },
  "admission.declined": { kind: "rights", on: "organisation", to: "both" },
  "admission.admitted": { kind: "rights", on: "organisation", to: "both", details: { class: "code?" } },
  "admission.class_changed": { kind: "rights", on: "organisation", to: "both", details: { class: "code?" } },
  "admission.frozen": { kind: "rights", on: "organisation", to: "both" },
  "admission.restored": { kind: "rights", on: "organisation", to: "both" },
  "admission.left": { kind: "rights", on: "organisation", to: "both" },
  "situation.written": { kind: "rights", on: "organisation", to: "audit" },
  "erasure.asked": { kind: "rights", to: "both" },
  "erasure.withdrawn": { kind: "rights", to: "audit" },
  "erasure.choice-changed": { kind: "rights", to: "audit", details: { contributions: "code" } },
  "person.erased": { kind: "rights", on: "person", to: "both", details: { contributions: "code" } },
  "space.created": { kind: "rights", on: "space", to: "both", details: { kind: "code", visibility: "code" } },
  "space.changed": {
    kind: "rights",
    on: "space",
    to: "both",
    details: { visibility: "code", confidentiality: "code" },
  },
  "space.archived": { kind: "rights", on: "space", to: "both" },
  "space.restored": { kind: "rights", on: "space", to: "both" },
  "space.deleted": { kind: "rights", on: "space", to: "both" },
  "space.erased": { kind: "rights", on: "space", to: "audit" },
  "space.joined": { kind: "rights", on: "space", to: "both" },
  "space.left": { kind: "rights", on: "space", to: "both" },
  "space.requested": { kind: "rights", on: "space", to: "both" },
  "space.request-withdrawn": { kind: "rights", on: "space", to: "outbox" },
  "space.request-approved": { kind: "rights", on: "space", to: "both", details: { person: "id" } },
  "space.request-refused": { kind: "rights", on: "space", to: "both", details: { person: "id" } },
  "space.invited": { kind: "rights", on: "space", to: "both", details: { person: "id", role: "code" } },
  "space.invitation-withdrawn": { kind: "rights", on: "space", to: "outbox", details: { person: "id" } },
  "space.invitation-declined": { kind: "rights", on: "space", to: "both" },
  "space.role-given": { kind: "rights", on: "space", to: "both", details: { person: "id", role: "code" } },
  "space.removed": { kind: "rights", on: "space", to: "both", details: { person: "id" } },
  "space.organisation-added": {
    kind: "rights",
    on: "space",
    to: "both",
    details: { organisation: "id", role: "code" },
  },
  "space.organisation-removed": { kind: "rights", on: "space", to: "both", details: { organisation: "id" } },
  "space.pinned": { kind: "rights", on: "space", to: "both", context: { thread: "id?", document: "id?" } },
  "space.unpinned": { kind: "rights", on: "space", to: "both", context: { thread: "id?", document: "id?" } },
  // export
  "data.exported": { kind: "export", to: "audit", details: { format: "code" } },
  "audit.exported": { kind: "export", to: "audit" },
  "directory.exported": { kind: "export", to: "audit", details: { format: "code", organisations: "count" } },
  "list.exported": { kind: "export", to: "audit", details: { list: "code" } },
  "file.downloaded": { kind: "export", on: "file", to: "audit", details: { form: "code" } },
  // contribution
  "post.written": { kind: "contribution", on: "post", to: "both", context: { thread: "id" } },
  "post.edited": {
    kind: "contribution",
    on: "post",
    to: "both",
    // The change of the thread, when it newly mentions somebody.
    context: { thread: "id", change: "count?" },
  },
  "post.deleted": { kind: "contribution", on: "post", to: "both", context: { thread: "id" } },
  "post.redacted": { kind: "contribution", on: "post", to: "both", context: { thread: "id" } },
  "post.erased": { kind: "contribution", on: "post", to: "audit" },
  "thread.started": { kind: "contribution", on: "thread", to: "both", context: { post: "id" } },
  "thread.moved": { kind: "contribution", on: "thread", to: "both", details: { before: "id", to: "id" } },
  "thread.changed": { kind: "contribution", on: "thread", to: "both" },
  "thread.closed": { kind: "contribution", on: "thread", to: "both" },
  "thread.reopened": { kind: "contribution", on: "thread", to: "both" },
  "thread.erased": { kind: "contribution", on: "thread", to: "audit" },
  "document.begun": { kind: "contribution", on: "document", to: "both" },
  "document.renamed": { kind: "contribution", on: "document", to: "both" },
  "document.moved": { kind: "contribution", on: "document", to: "both", details: { before: "id", to: "id" } },
  "document.deleted": { kind: "contribution", on: "document", to: "both" },
  "document.status-changed": {
    kind: "contribution",
    on: "document",
    to: "both",
    details: { state: "code" },
  },
  "document.frozen": {
    kind: "contribution",
    on: "document",
    to: "both",
    details: { edition: "id", number: "count" },
  },
  "document.version-named": { kind: "contribution", on: "document", to: "audit" },
  "document.version-restored": { kind: "contribution", on: "document", to: "both" },
  "comment.written": { kind: "contribution", on: "document", to: "both", context: { thread: "id" } },
  "comment.deleted": { kind: "contribution", on: "document", to: "both", context: { thread: "id" } },
  "comment.resolved": { kind: "contribution", on: "document", to: "outbox", context: { thread: "id" } },
  "comment.reopened": { kind: "contribution", on: "document", to: "outbox", context: { thread: "id" } },
  "document.exported": { kind: "export", on: "document", to: "audit", details: { format: "code" } },
  "document.erased": { kind: "contribution", on: "document", to: "audit" },
  "authority.added": { kind: "contribution", on: "organisation", to: "audit" },
  "authority.written-to": {
    kind: "contribution",
    on: "organisation",
    to: "audit",
    details: { kind: "code" },
  },
  "recommendation.added": {
    kind: "contribution",
    on: "recommendation",
    to: "audit",
    details: { addressees: "count" },
  },
  "recommendation.addressed": { kind: "contribution", on: "recommendation", to: "audit" },
  "recommendation.followed-up": {
    kind: "contribution",
    on: "recommendation",
    to: "both",
    details: { change: "code" },
  },
  "recommendation.reported": { kind: "contribution", on: "recommendation", to: "audit" },
  "recommendation.dissented": { kind: "contribution", on: "recommendation", to: "audit" },
  "recommendation.published": { kind: "publication", on: "recommendation", to: "audit" },
  "recommendation.unpublished": { kind: "publication", on: "recommendation", to: "audit" },
  "dialogue.added": { kind: "contribution", on: "dialogue", to: "audit" },
  "dialogue.changed": { kind: "contribution", on: "dialogue", to: "audit", details: { change: "code" } },
  "file.added": { kind: "contribution", on: "file", to: "both", context: { space: "id" } },
  "file.replaced": { kind: "contribution", on: "file", to: "both", context: { space: "id" } },
  "file.changed": { kind: "contribution", on: "file", to: "audit" },
  "file.moved": { kind: "contribution", on: "file", to: "both", details: { before: "id", to: "id" } },
  "file.deleted": { kind: "contribution", on: "file", to: "both" },
  "file.restored": { kind: "contribution", on: "file", to: "audit" },
  "file.erased": { kind: "contribution", on: "file", to: "audit" },
  "file.shared": { kind: "publication", on: "file", to: "audit", details: { access: "code" } },
  "file.withdrawn": { kind: "publication", on: "file", to: "audit" },
  "file.folder-made": { kind: "contribution", on: "space", to: "audit" },
  "file.folder-removed": { kind: "contribution", on: "space", to: "audit" },
  "task.added": { kind: "contribution", on: "task", to: "outbox", context: { space: "id", assignee: "id?" } },
  "task.changed": {
    kind: "contribution",
    on: "task",
    to: "outbox",
    context: { space: "id", assignee: "id?" },
  },
  "task.done": { kind: "contribution", on: "task", to: "outbox", context: { space: "id" } },
  "task.reopened": { kind: "contribution", on: "task", to: "outbox", context: { space: "id" } },
  "task.removed": { kind: "contribution", on: "space", to: "both", context: { task: "id" } },
  "task.restored": { kind: "contribution", on: "space", to: "both", context: { task: "id" } },
  "profile.created": { kind: "contribution", on: "organisation", to: "audit", details: { fields: "code" } },
  "profile.edited": { kind: "contribution", on: "organisation", to: "both", details: { fields: "code" } },
  "profile.confirmed": { kind: "contribution", on: "organisation", to: "both", details: { fields: "code" } },
  "profile.imported": { kind: "contribution", on: "organisation", to: "audit", details: { fields: "code" } },
  "profile.merged": { kind: "contribution", on: "organisation", to: "audit", details: { fields: "code" } },
  "profile.undone": { kind: "contribution", on: "organisation", to: "audit", details: { fields: "code" } },
  "profile.accepted": { kind: "contribution", on: "organisation", to: "audit", details: { fields: "code" } },
  "profile.opened": { kind: "contribution", on: "organisation", to: "audit" },
  "profile.closed": { kind: "contribution", on: "organisation", to: "audit" },
  "profile.proposed": { kind: "contribution", on: "organisation", to: "both", context: { proposal: "id" } },
  "profile.decided": {
    kind: "contribution",
    on: "proposal",
    to: "outbox",
    context: { organisation: "id", author: "id", accepted: "flag" },
  },
  "card.changed": { kind: "contribution", on: "person", to: "audit" },
  // network
  "audit.verified": { kind: "network", to: "audit", details: { entries: "count", faults: "count" } },
  "network.created": { kind: "network", on: "network", to: "both" },
  "network.settings-changed": {
    kind: "network",
    to: "audit",
    details: { joinByRequest: "flag", showReaders: "flag", neutral: "flag?", binDays: "count?" },
  },
  "network.factor-setting": { kind: "network", to: "audit", details: { forAll: "flag" } },
  "directory.imported": {
    kind: "network",
    to: "audit",
    details: { created: "count", updated: "count", skipped: "count?" },
  },
  "directory.import-undone": {
    kind: "network",
    to: "audit",
    details: { deleted: "count", restored: "count", left: "count?" },
  },
  "recommendations.imported": {
    kind: "network",
    to: "audit",
    details: { created: "count", updated: "count" },
  },
  "recommendations.import-undone": {
    kind: "network",
    to: "audit",
    details: { deleted: "count", restored: "count" },
  },
  "directory.duplicate-dismissed": {
    kind: "network",
    on: "organisation",
    to: "audit",
    details: { other: "id" },
  },
  "directory.type-kept": { kind: "network", to: "audit", details: { type: "code" } },
  "directory.field-created": { kind: "network", to: "audit", details: { field: "id", kind: "code" } },
  "directory.field-changed": { kind: "network", to: "audit", details: { field: "id" } },
  "directory.field-archived": { kind: "network", to: "audit", details: { field: "id" } },
  "directory.field-restored": { kind: "network", to: "audit", details: { field: "id" } },
  "directory.opened": { kind: "network", to: "audit" },
  "directory.closed": { kind: "network", to: "audit" },
  "space-template.kept": { kind: "network", on: "space-template", to: "audit" },
  "space-template.forgotten": { kind: "network", on: "space-template", to: "audit" },
  "theme.created": { kind: "network", on: "theme", to: "both" },
  "theme.changed": { kind: "network", on: "theme", to: "both" },
  "theme.archived": { kind: "network", on: "theme", to: "both" },
  "theme.restored": { kind: "network", on: "theme", to: "both" },
  "theme.followed": { kind: "network", on: "theme", to: "outbox" },
  "theme.unfollowed": { kind: "network", on: "theme", to: "outbox" },
  "date.added": { kind: "network", on: "date", to: "outbox", context: { space: "id" } },
  "date.removed": { kind: "network", on: "space", to: "both", context: { date: "id" } },
  "date.restored": { kind: "network", on: "space", to: "both", context: { date: "id" } },
  "calendar.subscribed": { kind: "network", on: "space", to: "outbox" },
  "calendar.unsubscribed": { kind: "network", on: "space", to: "outbox" },
  "search.saved": { kind: "network", to: "outbox" },
  "search.forgotten": { kind: "network", to: "outbox" },
  "notices.level-chosen": { kind: "network", to: "outbox" },
  "notices.mail-chosen": { kind: "network", to: "outbox" },
  "mails.paused": { kind: "network", on: "person", to: "both" },
  "mails.resumed": { kind: "network", to: "outbox" },
  "notices.push-on": { kind: "network", to: "outbox" },
  "notices.push-off": { kind: "network", to: "outbox" },
  "notices.feed-made": { kind: "network", to: "outbox" },
  "notices.feed-revoked": { kind: "network", to: "outbox" },
} as const satisfies Record<string, ActionRow>;
