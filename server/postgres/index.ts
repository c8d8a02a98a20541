export { type Cluster, type ClusterOptions, openCluster } from "./cluster";
export { withClient } from "./connection";
export {
  CannotStartDatabase,
  DataFolderInUse,
  DataFolderOtherMajor,
  DataFolderTooNew,
  explain,
} from "./errors";
export { checkFormat } from "./format";
export type { Log } from "./log";
export { openDataFolder } from "./place";
export { reachCluster } from "./reach";
export { removeCluster } from "./removal";
