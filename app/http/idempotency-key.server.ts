import { newId } from "../db/ids.server";

/** The key of a form: sending it twice does what it does once. */
export const newIdempotencyKey = (): string => newId();
