import { newId } from "../db/ids.server";

/** The idempotency key of a form: sending the form twice writes once. */
export const newIdempotencyKey = (): string => newId();
