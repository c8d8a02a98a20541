import { settings } from "../services/services.server";

/**
 * The address of a thing to give to others. It holds an id and no word: who is not signed in is led to the sign-in page,
 * and learns nothing.
 */
export const sharedAddress = (path: string): string => `${settings().publicUrl}${path}`;
