/** More would no longer stand out. */
export const maxPins = 6;
