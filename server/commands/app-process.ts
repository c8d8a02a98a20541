import { runCommand } from "../life";

/** One of the processes of `npm run demo -- --processes N`, which starts it; not for use by hand. */

// React reads NODE_ENV when it is loaded, so this comes before every import of React.
process.env.NODE_ENV = "production";

// The parent process has ended, so no request can reach this one any more.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

runCommand(async (life) => {
  const { runAppProcess } = await import("../multi-process/app-process");
  return await runAppProcess(life);
});
