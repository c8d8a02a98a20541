import { type Colour, colourOf } from "./colours";
import { useSavesData } from "./saves-data";

interface AvatarProps {
  /** The name from which the initials are taken. */
  name: string;
  /** Persons are round, organisations square. */
  kind?: "person" | "organisation";
  /** Acronym of an organisation: its first two letters replace the initials. */
  acronym?: string | null;
  size?: "small" | "normal" | "large";
  /** Id of its logo or portrait: shown instead of the initials, except to readers who save data. */
  picture?: string | null;
  /** Instead of the colour that follows from the name: that of a space's theme. */
  colour?: Colour;
}

/**
 * Initials of a person or organisation. Decorative: the name is always beside it. The colour depends on the name only, so
 * that it is the same on every page.
 */
export function Avatar({ name, kind = "person", acronym, size = "normal", colour, picture }: AvatarProps) {
  const savesData = useSavesData();
  if (picture && !savesData) {
    return (
      <span className={`avatar ${kind} ${size} pictured`} aria-hidden="true">
        <img src={`/images/${picture}`} alt="" width={36} height={36} loading="lazy" decoding="async" />
      </span>
    );
  }
  return (
    <span className={`avatar ${kind} ${size}`} data-colour={colour ?? colourOf(name)} aria-hidden="true">
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

/** "Structure de démonstration – Agadez" gives SD; with the acronym "JMED", JM. */
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
