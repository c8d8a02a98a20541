import { openSync } from "node:fs";
import { type DestinationStream, destination, type Level, type Logger, pino } from "pino";
import { CannotStart } from "./explain";

/**
 * The portal's log: one JSON object per line, without personal data.
 * @param to a stream; by default standard output.
 */
export function makeLogger(level: Level | "silent", to = streamTo({ dest: 1 })): Logger {
  return pino({ level, base: undefined, serializers: { err: describeError } }, to);
}

/**
 * A log file that only the portal's user can read. It is opened synchronously: a stream that is still opening its file when
 * the process exits throws, so a refused start would be reported as an uncaught error.
 * @throws CannotStart when the file cannot be opened.
 */
export function logFile(path: string): DestinationStream {
  try {
    return streamTo({ dest: openSync(path, "a", 0o600) });
  } catch (error) {
    throw new CannotStart(`The log ${path} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** A full disk or a closed pipe does not stop the portal. */
function streamTo(options: Parameters<typeof destination>[0]): DestinationStream {
  const stream = destination(options);
  stream.on("error", () => undefined);
  return stream;
}

interface ErrorLine {
  type: string;
  message?: string;
  code?: string;
  stack?: string;
  cause?: ErrorLine;
}

/**
 * The logged part of an error. Other fields are dropped, since PostgreSQL's quote rows and Node's quote the parsed input;
 * the message is dropped where it repeats user input.
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

/** JSON.parse quotes its input; PostgreSQL's class 22 (data exceptions) quotes the value. Prisma wraps the latter. */
function quotesInput(error: Error): boolean {
  const { code } = error as { code?: unknown };
  if (error instanceof SyntaxError || (typeof code === "string" && /^22[0-9A-Z]{3}$/.test(code))) return true;
  return /Code: `22|invalid (input syntax|byte sequence)|out of range/i.test(error.message);
}
