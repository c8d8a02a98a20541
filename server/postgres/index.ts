export { type Cluster, type ClusterOptions, openCluster } from "./cluster";
export { CannotStartDatabase, DataFolderInUse, DataFolderOtherMajor, DataFolderTooNew } from "./errors";
export { checkFormat, dataFormat } from "./format";
export type { Log } from "./log";
export { removeCluster } from "./removal";
