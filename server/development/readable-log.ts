import type { DestinationStream } from "pino";
import { complain } from "../terminal";

/** A readable log for development: errors and warnings, with their stack traces. */
export function readableLog(): DestinationStream {
  return {
    write(line) {
      const { level, msg, err } = JSON.parse(line) as {
        level: number;
        msg: string;
        err?: { type: string; message?: string; stack?: string };
      };
      if (level < 40 || (level === 40 && !err)) return;
      complain(`${msg}${err ? `: ${err.type} ${err.message ?? ""}\n${err.stack ?? ""}` : ""}`);
    },
  };
}
