import { type DestinationStream, destination, type Level, type Logger, pino } from "pino";

/**
 * The portal's log: one JSON object a line, without personal data.
 * @param to a stream; by default standard output.
 */
export function makeLogger(level: Level | "silent", to?: DestinationStream): Logger {
  return pino({ level, base: undefined, serializers: { err: describeError } }, to ?? destination(1));
}

/** A file that only the portal's own user can read. A disk too full for a log line does not stop the portal. */
export function logFile(path: string): DestinationStream {
  const file = destination({ dest: path, mode: 0o600 });
  file.on("error", () => undefined);
  return file;
}

interface ErrorLine {
  type: string;
  message?: string;
  code?: string;
  stack?: string;
  cause?: ErrorLine;
}

/**
 * What the log keeps of an error: never its other fields, since PostgreSQL's quote rows there and Node's quote what
 * was parsed; nor its message where that repeats what somebody wrote.
 */
export function describeError(error: unknown, depth = 0): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(!quotesInput(error) && { message: error.message }),
    ...(typeof code === "string" && { code }),
    stack: error.stack?.match(/^ {4}at .*$/gm)?.join("\n"),
    ...(error.cause instanceof Error && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}

/** JSON.parse quotes the text; PostgreSQL's class 22, data exceptions, the value. Prisma wraps the latter. */
function quotesInput(error: Error): boolean {
  const { code } = error as { code?: unknown };
  if (error instanceof SyntaxError || (typeof code === "string" && /^22[0-9A-Z]{3}$/.test(code))) return true;
  return /invalid (input syntax|byte sequence)|out of range/i.test(error.message);
}
