/** What rooms use of the database; each part is in a file of its own. */
export {
  connectDatabase,
  type Database,
  db,
  disconnectDatabase,
  pingDatabase,
} from "./client.server";
export { isDatabaseAway } from "./errors.server";
export { literalLimit, queryPrepared } from "./prepared-queries.server";
export { inTransaction, onCommit } from "./transaction.server";
