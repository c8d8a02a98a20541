import { runBackup } from "../backup/command";

/** `npm run backup -- FILE`: writes all data of the configured portal, running or not, into one file. */
await runBackup();
