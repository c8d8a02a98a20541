import type { ToldAction } from "../audit/actions";
import type { Happened } from "../audit/record-event.server";
import {
  type Audience,
  administrators,
  anyOf,
  authorOfDocument,
  authorsOfRecommendation,
  facilitators,
  followersOfNew,
  mentioned,
  peopleOf,
  person,
  readersOfComment,
  readersOfPost,
  writersOfDocument,
  writersOfThread,
} from "./audiences.server";
import type { NoticeThing } from "./notices";
import * as place from "./places.server";

/** How an event becomes notices. */
export interface NoticeKind<A extends ToldAction> {
  thing: NoticeThing;
  place: (event: Happened<A>) => place.Place;
  audience: (event: Happened<A>) => Audience;
  /** The actor is included: a change of an account concerns its owner, also when a thief of the session made it. */
  tellsActor?: true;
  /** Another room sends a mail of it at once, so that mails of notices leave it out. */
  isMailed?: true;
}

/** Why an event makes no notice. */
export interface NoNotice {
  noNotice: string;
}

const ownAct = { noNotice: "Concerns only the person who did it." };
const seenThere = { noNotice: "Its page shows it; no action is needed." };

/** Something about the account of the actor. */
const ownAccount = {
  thing: "account" as const,
  place: ({ personId }: { personId: string | null }) => place.at(personId),
  audience: ({ personId }: { personId: string | null }) => person(personId, "security", 2),
  tellsActor: true as const,
  isMailed: true as const,
};

/** Something that somebody did to the account of the person it names. */
const account = {
  thing: "account" as const,
  place: ({ object }: { object: string }) => place.at(object),
  audience: ({ object }: { object: string }) => person(object, "security", 2),
  tellsActor: true as const,
};

/** A step of an organisation's admission: its people learn of it. */
const admission = {
  thing: "organisation" as const,
  place: ({ object }: { object: string }) => place.at(object),
  audience: ({ object }: { object: string }) => peopleOf(object, "organisation"),
};

/** What happens to a person within an organisation. */
const inOrganisation = {
  thing: "organisation" as const,
  place: ({ organisationId }: { organisationId: string | null }) => place.at(organisationId),
  audience: ({ object }: { object: string }) => person(object, "organisation"),
};

const mandate = {
  thing: "organisation" as const,
  place: ({ organisationId, object }: { organisationId: string | null; object: string }) =>
    place.at(organisationId, object),
  audience: ({ details }: { details: { holder: string } }) => person(details.holder, "organisation"),
};

const task = {
  thing: "space" as const,
  place: ({ object, details }: { object: string; details: { space: string } }) =>
    place.inSpace(details.space, object),
  audience: ({ details }: { details: { assignee?: string } }) => person(details.assignee, "assigned"),
};

/** A file, or a version of one: told to those who follow its space. */
const fileOf = {
  thing: "space" as const,
  place: ({ object, details }: { object: string; details: { space: string } }) =>
    place.inSpace(details.space, object),
  audience: () => followersOfNew("none"),
};

/** A decision on what a person asked of a space: they may still not read it. */
const spaceAnswer = {
  thing: "space" as const,
  place: ({ object }: { object: string }) => place.at(object),
  audience: ({ details }: { details: { person: string } }) => person(details.person, "decision"),
};

/**
 * The table of kinds: what becomes of every event that is told. An action without a row does not compile. Nothing else
 * in the portal writes notices, but the job of deadlines.
 */
export const noticeTable: { [A in ToldAction]: NoticeKind<A> | NoNotice } = {
  // discussions and documents
  "thread.started": {
    thing: "thread",
    place: ({ object, details }) => place.thread(object, details.post),
    audience: () => anyOf(followersOfNew("thread"), mentioned()),
  },
  "post.written": {
    thing: "thread",
    place: ({ object }) => place.furtherPost(object),
    audience: () => anyOf(readersOfPost, mentioned()),
  },
  // An edit tells only those whom it begins to mention.
  "post.edited": {
    thing: "thread",
    place: ({ object }) => place.post(object),
    audience: ({ details }) => mentioned(details.change ?? 0),
  },
  "post.redacted": seenThere,
  "thread.changed": seenThere,
  "thread.closed": seenThere,
  "thread.reopened": seenThere,
  "post.deleted": { noNotice: "Cancels the notice of the post." },
  "thread.moved": {
    thing: "thread",
    place: ({ object }) => place.thread(object),
    audience: () => writersOfThread,
  },
  "document.begun": {
    thing: "document",
    place: ({ object }) => place.document(object),
    audience: () => followersOfNew("document"),
  },
  "document.renamed": seenThere,
  "document.moved": {
    thing: "document",
    place: ({ object }) => place.document(object),
    audience: () => authorOfDocument,
  },
  "document.status-changed": {
    thing: "document",
    place: ({ object }) => place.document(object),
    audience: () => writersOfDocument,
  },
  "document.frozen": {
    thing: "document",
    place: ({ object }) => place.document(object),
    audience: () => writersOfDocument,
  },
  "document.version-restored": {
    thing: "document",
    place: ({ object }) => place.document(object),
    audience: () => writersOfDocument,
  },
  "comment.written": {
    thing: "document",
    place: ({ object, details }) => place.document(object, details.thread),
    audience: () => readersOfComment,
  },
  "comment.deleted": seenThere,
  "comment.resolved": seenThere,
  "comment.reopened": seenThere,
  "document.deleted": { noNotice: "Cancels the notices of the document." },
  "file.added": fileOf,
  "file.replaced": fileOf,
  "file.moved": { noNotice: "Cancels the notices of the file." },
  "file.deleted": { noNotice: "Cancels the notices of the file." },
  // spaces
  "space.requested": {
    thing: "space",
    place: ({ object }) => place.inSpace(object),
    audience: () => facilitators("decide"),
  },
  "space.request-withdrawn": { noNotice: "Nothing is left to decide." },
  "space.request-approved": spaceAnswer,
  "space.request-refused": spaceAnswer,
  "space.invited": {
    thing: "space",
    place: ({ object }) => place.at(object),
    audience: ({ details }) => person(details.person, "decide"),
  },
  "space.invitation-withdrawn": { noNotice: "Cancels the notice of the invitation." },
  "space.invitation-declined": seenThere,
  "space.role-given": {
    thing: "space",
    place: ({ object }) => place.inSpace(object),
    audience: ({ details }) => person(details.person, "decision"),
  },
  "space.created": ownAct,
  "space.changed": seenThere,
  "space.archived": seenThere,
  "space.restored": seenThere,
  "space.deleted": { noNotice: "Cancels the notices of the space." },
  "space.joined": seenThere,
  "space.left": ownAct,
  "space.removed": { noNotice: "The space is not theirs to know of any more." },
  "space.organisation-added": seenThere,
  "space.organisation-removed": { noNotice: "Cancels the notices of its people." },
  "space.pinned": seenThere,
  "space.unpinned": seenThere,
  "task.added": task,
  "task.changed": task,
  "task.done": seenThere,
  "task.reopened": seenThere,
  "task.removed": seenThere,
  "task.restored": seenThere,
  "date.added": {
    thing: "space",
    place: ({ object, details }) => place.inSpace(details.space, object),
    audience: () => followersOfNew("none"),
  },
  "date.removed": seenThere,
  "date.restored": seenThere,
  "calendar.subscribed": ownAct,
  "calendar.unsubscribed": ownAct,
  // organisations
  // The administrators decide on it.
  "admission.candidate": {
    ...admission,
    audience: ({ object }) => anyOf(peopleOf(object, "organisation"), administrators("decide")),
  },
  "admission.declined": admission,
  "admission.admitted": admission,
  "admission.class_changed": admission,
  "admission.frozen": admission,
  "admission.restored": admission,
  "admission.left": admission,
  "membership.ended": inOrganisation,
  "membership.role-changed": inOrganisation,
  "mandate.given": mandate,
  "mandate.revoked": mandate,
  "profile.edited": seenThere,
  "profile.confirmed": seenThere,
  "profile.proposed": {
    thing: "organisation",
    place: ({ object, details }) => place.at(object, details.proposal),
    audience: ({ object }) => peopleOf(object, "decide", "focal_point"),
  },
  "profile.decided": {
    thing: "organisation",
    place: ({ object, details }) => place.at(details.organisation, object),
    audience: ({ details }) => person(details.author, "decision"),
  },
  // recommendations
  "recommendation.followed-up": {
    thing: "recommendation",
    place: ({ object }) => place.at(object),
    audience: ({ object }) => authorsOfRecommendation(object),
  },
  // the network
  "contact.sent": {
    thing: "secretariat",
    place: ({ details }) => place.secretariat(details.message),
    audience: () => administrators("decide"),
  },
  "request.made": {
    thing: "secretariat",
    place: ({ object }) => place.secretariat(object),
    audience: () => administrators("decide"),
  },
  "erasure.asked": {
    thing: "secretariat",
    place: ({ personId }) => place.secretariat(personId),
    audience: () => administrators("decide"),
  },
  "invitation.made": { noNotice: "The invited person has no account; invitations are mailed." },
  "invitation.send": { noNotice: "The invited person has no account; invitations are mailed." },
  "invitation.accepted": seenThere,
  "network.created": ownAct,
  "person.erased": { noNotice: "The notices of the person go with the account." },
  "theme.created": seenThere,
  "theme.changed": seenThere,
  "theme.archived": seenThere,
  "theme.restored": seenThere,
  "theme.followed": ownAct,
  "theme.unfollowed": ownAct,
  "search.saved": ownAct,
  "search.forgotten": ownAct,
  "notices.level-chosen": ownAct,
  "notices.mail-chosen": ownAct,
  "mails.paused": {
    thing: "account",
    place: ({ object }) => place.at(object),
    audience: ({ object }) => person(object, "security", 0),
    isMailed: true,
  },
  "mails.resumed": ownAct,
  "notices.push-on": ownAct,
  "notices.push-off": ownAct,
  "notices.feed-made": ownAct,
  "notices.feed-revoked": ownAct,
  // accounts
  "session.new-device": account,
  "sessions.ended-by-secretariat": account,
  "role.changed": account,
  "factor.restored": { ...account, isMailed: true },
  "account.locked": { noNotice: "A locked account cannot be opened; accounts sends a mail." },
  "account.unlocked": { ...account, isMailed: true },
  "account.changed": ownAct,
  "account.language-chosen": ownAct,
  "password.changed": ownAccount,
  "password.reset": ownAccount,
  "email.changed": ownAccount,
  "factor.added": ownAccount,
  "factor.removed": ownAccount,
  "passkey.added": ownAccount,
  "passkey.removed": ownAccount,
  "recovery-codes.renewed": ownAccount,
};
