import { lineBreaks } from "../http/fields";
import type { ProfilePage } from "../organisations/profile/profile";

/** Escapes a vCard value: commas, semicolons and line breaks are special. */
const escaped = (value: string) =>
  value.replace(/\\/g, "\\\\").replace(/[,;]/g, "\\$&").replace(/\r\n/g, "\n").replace(lineBreaks, "\\n");

/** Folds lines at 75 bytes (RFC 2426), never inside a UTF-8 character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  for (const letter of line) {
    if (Buffer.byteLength(piece + letter) > 74) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece].join("\r\n ");
}

/** An organisation as a vCard 3.0, the version all phones support. */
export function vcardOf(
  profile: Pick<ProfilePage, "id" | "name" | "acronym" | "mission" | "seat" | "website"> &
    Pick<ProfilePage, "contactEmail" | "contactPhone" | "contacts">,
): string {
  const { name, acronym, contactEmail, contactPhone, website, seat, mission, contacts } = profile;
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `UID:urn:uuid:${profile.id}`,
    `FN:${escaped(acronym ? `${acronym} – ${name}` : name)}`,
    "N:;;;;",
    `ORG:${escaped(name)}`,
    "X-ABSHOWAS:COMPANY",
    ...(contactEmail ? [`EMAIL;TYPE=INTERNET,WORK:${escaped(contactEmail)}`] : []),
    ...(contactPhone ? [`TEL;TYPE=WORK,VOICE:${escaped(contactPhone)}`] : []),
    ...(website ? [`URL:${website.replace(lineBreaks, "")}`] : []),
    ...(seat ? [`ADR;TYPE=WORK:;;${escaped(seat)};;;;`] : []),
    ...(mission ? [`NOTE:${escaped(mission)}`] : []),
    ...contacts.flatMap(({ name: who, phone, email }) => [
      ...(phone ? [`TEL;TYPE=WORK:${escaped(phone)}`, `X-CONTACT:${escaped(who)}`] : []),
      ...(email ? [`EMAIL;TYPE=INTERNET:${escaped(email)}`] : []),
    ]),
    "END:VCARD",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
