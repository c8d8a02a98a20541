import { newId } from "../db/ids.server";

/** A fresh key for a form that creates something: sent twice, it creates once. */
export const newIdempotencyKey = (): string => newId();
