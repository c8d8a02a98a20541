/** Maximum size of an image that a logo or a portrait is made of, in bytes. */
export const maxPictureSize = 12_000_000;

/** Whose picture: an organisation's logo, or one's own portrait. */
export type PictureOwner = { organisation: string } | { person: string };
