import type { Colour } from "./colours";

/** The names of themes, each with the lozenge of its colour. */
export function ThemeNames({ themes }: { themes: readonly { id: string; name: string; colour: Colour }[] }) {
  return themes.map(({ id, name, colour }) => (
    <span key={id} className="theme-name">
      <span className="lozenge" data-colour={colour} aria-hidden="true" />
      {name}
    </span>
  ));
}
