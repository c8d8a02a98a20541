import pg from "pg";
import type { Logger } from "pino";

const maxPauseMs = 5_000;

export interface DatabaseListener {
  stop(): Promise<void>;
}

/**
 * LISTENs on a dedicated database connection and reconnects after a cut. Notifications sent meanwhile are lost: `onBack`
 * runs the comparison with the database that replaces them.
 */
export function listenToDatabase(options: {
  url: string;
  hearers: Record<string, (payload: string) => void>;
  onBack: () => void;
  logger: Logger;
}): DatabaseListener {
  const { url, hearers, onBack, logger } = options;
  let client: pg.Client | undefined;
  let stopped = false;
  let pauseMs = 100;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    client = next;
    let over = false;
    const lost = (error?: Error) => {
      if (over || stopped) return;
      over = true;
      logger.warn({ err: error }, "the connection that listens was cut; coming back");
      next.end().catch(() => undefined);
      retry = setTimeout(() => void connect(), pauseMs);
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
    };
    next.on("error", lost);
    next.on("end", lost);
    next.on("notification", ({ channel, payload = "" }) => hearers[channel]?.(payload));
    try {
      await next.connect();
      for (const channel of Object.keys(hearers))
        await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
      pauseMs = 100;
      onBack();
    } catch (error) {
      lost(error as Error);
    }
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
