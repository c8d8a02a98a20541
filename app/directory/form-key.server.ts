import { newId } from "../db/ids.server";

/** A new idempotency key for a create form: sending it twice writes once. */
export const newIdempotencyKey = (): string => newId();
