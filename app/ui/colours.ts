/** The six colours of the design: network accent, theme and avatar tints. */
export const colours = ["indigo", "ochre", "leaf", "plum", "teal", "brick"] as const;
export type Colour = (typeof colours)[number];

/** Deterministic colour for an id or name, so that people recognise each other's. */
export function colourOf(seed: string): Colour {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return colours[sum % colours.length] ?? "indigo";
}
