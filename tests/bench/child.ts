import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

const probe = new URL("memory-probe.mjs", import.meta.url).href;

/** A server in a process of its own, measured from here. */
export class Child {
  readonly process: ChildProcess;
  #printed = "";

  /** @param file a program of ours; TypeScript is read by tsx */
  constructor(file: string, args: string[] = [], env: Record<string, string> = {}) {
    const execArgv = ["--expose-gc", "--import", probe, ...(/\.tsx?$/.test(file) ? ["--import", "tsx"] : [])];
    this.process = fork(file, args, {
      execArgv,
      stdio: ["pipe", "pipe", "inherit", "ipc"],
      env: { ...process.env, NODE_ENV: "production", ...env },
    });
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#printed += text;
      this.process.emit("printed");
    });
    process.once("exit", () => this.process.kill("SIGKILL"));
  }

  /** Waits until it has printed this. @throws when it ends without */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#printed);
      if (found) return found;
      if (this.process.exitCode !== null) throw new Error(`A server ended: ${this.#printed}`);
      await Promise.race([once(this.process, "printed"), once(this.process, "exit")]);
    }
  }

  /** What its heap and its buffers hold, in bytes, after a collection. */
  async memory(): Promise<number> {
    this.process.send("memory");
    const [usage] = (await once(this.process, "message")) as [NodeJS.MemoryUsage];
    return usage.heapUsed + usage.external;
  }

  /** The processor time it has used since it began, in milliseconds. */
  async cpu(): Promise<number> {
    this.process.send("cpu");
    const [usage] = (await once(this.process, "message")) as [NodeJS.CpuUsage];
    return (usage.user + usage.system) / 1000;
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const ended = once(this.process, "exit");
    if (this.process.exitCode === null && this.process.kill(signal)) await ended;
  }
}
