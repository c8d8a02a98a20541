/** Maximum number of pinned items; more would not stand out. */
export const maxPins = 6;
