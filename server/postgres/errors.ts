/** Reasons why the database could not be started, for code; the message is for the operator. */
export type Reason =
  | "in-use"
  | "too-new"
  | "other-major"
  | "disk-full"
  | "not-permitted"
  | "no-memory"
  | "port-taken"
  | "unsupported-platform"
  | "unreachable"
  | "damaged"
  | "failed";

/** The database cannot start. `message` is one sentence for the operator, without secrets. */
export class CannotStartDatabase extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Another portal uses this data folder. */
export class DataFolderInUse extends CannotStartDatabase {
  constructor(folder: string) {
    super(
      "in-use",
      `Another portal is already running on ${folder}: stop it first, or start this one with another data folder.`,
    );
  }
}

/** A later version of the portal or of PostgreSQL has written this data folder. */
export class DataFolderTooNew extends CannotStartDatabase {
  constructor(folder: string, found: string, ours: string) {
    super(
      "too-new",
      `The data folder ${folder} was written by a later version (${found}; this portal knows ${ours}): start the later portal again, or restore a backup made by this one.`,
    );
  }
}

/** An earlier major version of PostgreSQL has written this data folder. */
export class DataFolderOtherMajor extends CannotStartDatabase {
  constructor(folder: string, found: number, ours: number) {
    super(
      "other-major",
      `The database in ${folder} belongs to PostgreSQL ${found} and this portal brings PostgreSQL ${ours}: make a backup with the earlier portal and restore it with this one.`,
    );
  }
}

/** Turns a failed file operation, or PostgreSQL's own "disk full", into a sentence; other errors pass unchanged. */
export function explain(error: unknown, folder: string): unknown {
  const code = errorCode(error);
  if (error instanceof CannotStartDatabase || code === undefined) return error;
  const reason = reasonOfCode[code];
  if (reason === undefined) return error;
  return new CannotStartDatabase(reason, sentences[reason](folder), { cause: error });
}

/** Turns the last output of PostgreSQL's programs into a sentence. */
export function explainOutput(program: string, lines: string[], folder: string): CannotStartDatabase {
  const found = signs.find(([sign]) => lines.some((line) => sign.test(line)));
  if (found) return new CannotStartDatabase(found[1], sentences[found[1]](folder));
  return new CannotStartDatabase("failed", `${program} could not start the database: ${lastWord(lines)}`);
}

/** The code of a Node or PostgreSQL error ("ENOSPC", "53100"), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

type Explained = "disk-full" | "not-permitted" | "no-memory" | "port-taken" | "damaged";

const sentences: Record<Explained, (folder: string) => string> = {
  "disk-full": (folder) =>
    `The disk that holds ${folder} is full: free some space and start again; nothing that was saved is lost.`,
  "not-permitted": (folder) =>
    `The portal may not write in ${folder}: give this folder to the user that starts the portal, or choose another.`,
  "no-memory": () =>
    "There is not enough memory (or shared memory) for the database: free some and start again.",
  "port-taken": () => "No free port was found for the database on 127.0.0.1.",
  damaged: (folder) => `${folder} is not a folder: choose another data folder.`,
};

const reasonOfCode: Record<string, Explained> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  "53100": "disk-full",
  EACCES: "not-permitted",
  EPERM: "not-permitted",
  EROFS: "not-permitted",
  ENOTDIR: "damaged",
  EEXIST: "damaged",
};

/** Order matters: a full /dev/shm also reports "No space left on device". The programs' messages are English (LC_ALL). */
const signs: [RegExp, Explained][] = [
  [/shared memory.*(No space left|Cannot allocate)|Cannot allocate memory|out of memory/, "no-memory"],
  [/No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/, "disk-full"],
  [/Permission denied|Operation not permitted|Read-only file system/, "not-permitted"],
  [/could not create any TCP\/IP sockets|Address already in use/, "port-taken"],
];

function lastWord(lines: string[]): string {
  const fatal = lines.findLast((line) => /(FATAL|PANIC|error):/.test(line));
  const line = fatal ?? lines.findLast((each) => each.trim() !== "") ?? "it ended without a word";
  return line.replace(/^\w{5} (FATAL|PANIC):\s*/, "").trim();
}
