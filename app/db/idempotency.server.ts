import { Prisma } from "./generated/client";

/**
 * Writes exactly once, however often a form arrives: finds what an earlier sending wrote, also when that was
 * committed in this very moment.
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

/** Whether a write failed because another row has what must be unique. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
