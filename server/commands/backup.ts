import { runBackup } from "../backup/command";

/** `npm run backup -- FILE`: one file with everything of the portal that is configured here, running or not. */
await runBackup();
