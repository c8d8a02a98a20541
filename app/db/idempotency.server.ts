import { Prisma } from "./generated/client";

/**
 * Writes exactly once, however often a form is sent: returns what an earlier request wrote, also when that
 * request committed concurrently.
 */
export async function exactlyOnce<Written>(
  find: () => Promise<Written | null>,
  write: () => Promise<Written>,
): Promise<Written> {
  const before = await find();
  if (before) return before;
  try {
    return await write();
  } catch (error) {
    const meanwhile = isUniqueViolation(error) ? await find() : null;
    if (!meanwhile) throw error;
    return meanwhile;
  }
}

/** Whether a write failed because of a unique constraint. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
