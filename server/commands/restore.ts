import { runRestore } from "../backup/command";

/** `npm run restore -- FILE`: restores a backup into an empty target or, with --replace, over existing data. */
await runRestore();
