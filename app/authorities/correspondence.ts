/** What passes between the network and an authority. */
export const correspondenceKinds = ["letter", "reminder", "meeting", "written_reply", "oral_reply"] as const;
export type CorrespondenceKind = (typeof correspondenceKinds)[number];

export const maxLengths = {
  title: 120,
  holder: 120,
  subject: 200,
  proof: 300,
  note: 2_000,
  name: 200,
} as const;

/** The dates of a letter or a reply that silence counts with, as YYYY-MM-DD. */
export interface DatedLetter {
  kind: CorrespondenceKind;
  officeId: string | null;
  sentOn: string;
  receivedOn: string | null;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Number of days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/**
 * Since when an office has not answered: the proof of receipt of the first letter after its last written reply, else the
 * day of sending. An oral reply does not end the silence, and a new holder neither. A written reply of the authority
 * itself answers for all its offices.
 * @param officeId null for letters to the authority without an office.
 * @returns null when nothing waits for an answer.
 */
export function silentSince(letters: readonly DatedLetter[], officeId: string | null): string | null {
  const lastReply = letters
    .filter(({ kind, officeId: from }) => kind === "written_reply" && (from === null || from === officeId))
    .reduce((last, { sentOn }) => (sentOn > last ? sentOn : last), "");
  const waiting = letters
    .filter(({ kind, officeId: to }) => (kind === "letter" || kind === "reminder") && to === officeId)
    .filter(({ sentOn }) => sentOn > lastReply)
    .sort((one, other) => one.sentOn.localeCompare(other.sentOn));
  const [first] = waiting;
  return first ? (first.receivedOn ?? first.sentOn) : null;
}

/** The longest silence of an authority over its offices, in days; null when nothing waits. */
export function silenceOf(letters: readonly DatedLetter[], today: string): number | null {
  const offices = new Set(letters.map(({ officeId }) => officeId));
  const days = [...offices].flatMap((officeId) => {
    const since = silentSince(letters, officeId);
    return since ? [Math.max(0, daysBetween(since, today))] : [];
  });
  return days.length > 0 ? Math.max(...days) : null;
}
