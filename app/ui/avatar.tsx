import { colourOf } from "./colours";

interface AvatarProps {
  /** The name; its initials are drawn. */
  name: string;
  /** A person is round, an organisation square. */
  kind?: "person" | "organisation";
  /** Of an organisation: its first two letters are drawn instead. */
  acronym?: string | null;
  size?: "small" | "normal" | "large";
}

/**
 * Who, at a glance; decorative, the name always stands beside it. The colour follows from the name alone, so that it is the
 * same on every page.
 */
export function Avatar({ name, kind = "person", acronym, size = "normal" }: AvatarProps) {
  return (
    <span className={`avatar ${kind} ${size}`} data-colour={colourOf(name)} aria-hidden="true">
      {initialsOf(name, acronym)}
    </span>
  );
}

const particles = new Set([
  "de",
  "du",
  "des",
  "la",
  "le",
  "les",
  "et",
  "pour",
  "of",
  "the",
  "and",
  "en",
  "au",
  "aux",
]);

/** "Structure de démonstration – Agadez" is SD, with the acronym "JMED" it is JM. */
export function initialsOf(name: string, acronym?: string | null): string {
  if (acronym)
    return acronym
      .replace(/[^\p{L}\p{N}]/gu, "")
      .slice(0, 2)
      .toLocaleUpperCase("fr");
  const words = name.split(/[\s\-–’']+/u).filter((word) => /^\p{L}/u.test(word));
  const telling = words.filter((word) => !particles.has(word.toLowerCase()) && word.length > 1);
  const chosen = telling.length > 0 ? telling : words;
  return chosen
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("")
    .toLocaleUpperCase("fr");
}
