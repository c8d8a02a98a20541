import { type MailMessage, provideServices, type Services } from "../../app/services/services.server";

/** A clock that stands still until a test moves it. */
export class TestClock {
  #now = new Date("2026-11-23T12:00:00Z");

  now(): Date {
    return this.#now;
  }

  /** Moves the clock on. */
  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

/** The clock on the wall, which a test may still move on. */
class RealClock extends TestClock {
  #ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  override advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

export interface TestPorts extends Services {
  clock: TestClock;
  /** What was sent, oldest first. */
  sent: MailMessage[];
  /** What was queued, oldest first. */
  queued: { queue: string; data: object }[];
  /** Every line of the log, as text. */
  logged: string[];
}

/**
 * Provides the rooms with ports that remember, instead of a network and a terminal.
 * @param realTime for what is compared with the database's own clock.
 */
export function testPorts({ realTime = false } = {}): TestPorts {
  const sent: MailMessage[] = [];
  const queued: { queue: string; data: object }[] = [];
  const logged: string[] = [];
  const line = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const ports: TestPorts = {
    settings: { publicUrl: "http://localhost:3000", demonstration: false, development: false },
    log: { info: line, warn: line, error: line },
    clock: realTime ? new RealClock() : new TestClock(),
    mailer: { send: async (message) => void sent.push(message) },
    queueJob: async (queue, data) => void queued.push({ queue, data }),
    sent,
    queued,
    logged,
  };
  provideServices(ports);
  return ports;
}
