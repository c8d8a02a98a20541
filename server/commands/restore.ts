import { runRestore } from "../backup/command";

/** `npm run restore -- FILE`: the portal of a backup, into an empty place or, with --replace, instead of what is there. */
await runRestore();
