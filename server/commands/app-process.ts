import { runCommand } from "../life";

/** One of the processes of `npm run demo -- --processes N`; started by that, never by hand. */

// React reads it when it is loaded, so it stands before everything that loads React.
process.env.NODE_ENV = "production";

// Whoever started us is gone, however it went: nobody would reach us any more.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

runCommand(async (life) => {
  const { runAppProcess } = await import("../multi-process/app-process");
  return await runAppProcess(life);
});
