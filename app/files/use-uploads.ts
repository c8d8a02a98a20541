import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Upload as TusUpload } from "tus-js-client";
import { type RefusalReason, refusalReasons, type UploadRow, uploadsAddress } from "./files";

/** A file that this page sends. */
export interface SentFile {
  key: string;
  /** Its upload on the server, once it is known. */
  id: string | null;
  name: string;
  size: number;
  sent: number;
  state: "sending" | "paused" | "waiting" | "examining" | "done" | "refused";
  reason: RefusalReason | null;
  /** The file that it became. */
  file: string | null;
}

export interface Sending {
  /** The script runs: files go at once, not with the form. */
  ready: boolean;
  files: SentFile[];
  add(files: File[]): void;
  pause(key: string): void;
  resume(key: string): void;
  cancel(key: string): void;
}

interface Destination {
  space: string;
  folder?: string | null;
  file?: string;
  keepOriginal: boolean;
  /** Attaches the file to this: "post:" with its id. */
  attachTo?: string;
  /** The page shows nothing else of the space: it is not loaded again after each file. */
  quiet?: boolean;
  /** Uploads of other visits: choosing the same file again resumes one. */
  unfinished: readonly UploadRow[];
}

/** Small enough that a proxy which holds back whole requests loses little of it, large enough for a fast line. */
const chunkSize = 1_000_000;
/** Further attempts follow each other every half minute, until the line is back. */
const retryDelays = [0, 1_000, 3_000, 10_000, ...new Array<number>(200).fill(30_000)];

/** Sends files by the tus protocol; its client is loaded with the first file. */
export function useUploads(destination: Destination): Sending {
  const [ready, setReady] = useState(false);
  const [files, setFiles] = useState<SentFile[]>([]);
  const running = useRef(new Map<string, TusUpload>());
  const latest = useRef(destination);
  latest.current = destination;
  const { revalidate } = useRevalidator();
  useEffect(() => setReady(true), []);

  const change = useCallback((key: string, changed: Partial<SentFile>) => {
    setFiles((all) => all.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  }, []);

  const add = useCallback(
    (chosen: File[]) => {
      for (const file of chosen) {
        const key = crypto.randomUUID();
        const known = latest.current.unfinished.find(
          ({ name, size, state }) => state === "receiving" && size === file.size && name === file.name,
        );
        const { name, size } = file;
        const entry: SentFile = {
          key,
          id: known?.id ?? null,
          name,
          size,
          sent: known?.offset ?? 0,
          state: "sending",
          reason: null,
          file: null,
        };
        setFiles((all) => [...all, entry]);
        void start({ key, file, known: known?.id, destination: latest.current, change, revalidate }).then(
          (upload) => running.current.set(key, upload),
        );
      }
    },
    [change, revalidate],
  );

  return {
    ready,
    files,
    add,
    pause(key) {
      void running.current.get(key)?.abort();
      change(key, { state: "paused" });
    },
    resume(key) {
      running.current.get(key)?.start();
      change(key, { state: "sending" });
    },
    cancel(key) {
      void running.current
        .get(key)
        ?.abort(true)
        .catch(() => undefined);
      setFiles((all) => all.filter((each) => each.key !== key));
    },
  };
}

interface Start {
  key: string;
  file: File;
  known: string | undefined;
  destination: Destination;
  change(key: string, changed: Partial<SentFile>): void;
  revalidate(): void;
}

async function start({ key, file, known, destination, change, revalidate }: Start): Promise<TusUpload> {
  const { Upload } = await import("tus-js-client");
  const { space, folder, file: replaced, keepOriginal, attachTo, quiet } = destination;
  const metadata = Object.entries({ space, folder, file: replaced, name: file.name, key, attachTo }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  );
  if (keepOriginal) metadata.push(["keepOriginal", "yes"]);
  const upload = new Upload(file, {
    endpoint: location.origin + uploadsAddress,
    uploadUrl: known ? `${location.origin}${uploadsAddress}/${known}` : null,
    metadata: Object.fromEntries(metadata),
    chunkSize,
    retryDelays,
    // The server lists unfinished uploads: nothing about files stays in the browser.
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => change(key, { id: idOf(upload.url) }),
    onProgress: (sent) => change(key, { sent, state: "sending" }),
    onShouldRetry(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      const again = status === 0 || status === 409 || status === 423 || status >= 500;
      if (again && status !== 507) change(key, { state: "waiting" });
      return again && status !== 507;
    },
    onError(error) {
      const body = "originalResponse" in error ? (error.originalResponse?.getBody() ?? "") : "";
      change(key, {
        state: "refused",
        reason: refusalReasons.find((reason) => reason === body.trim()) ?? null,
      });
    },
    onSuccess: () =>
      void followExamination(key, idOf(upload.url), change).then(quiet ? undefined : revalidate),
  });
  upload.start();
  return upload;
}

const idOf = (url: string | null): string | null => url?.split("/").at(-1) ?? null;

const pollMs = 2_000;

/** Asks until the file is examined: it is usually by the time its last bytes are acknowledged. */
async function followExamination(key: string, id: string | null, change: Start["change"]): Promise<void> {
  change(key, { state: "examining" });
  for (;;) {
    const answer = await fetch(`${uploadsAddress}/${id}`).catch(() => null);
    const upload = answer?.ok ? ((await answer.json()) as UploadRow) : null;
    if (upload?.state === "done") return change(key, { state: "done", file: upload.file });
    if (upload?.state === "refused" || answer?.status === 404)
      return change(key, { state: "refused", reason: upload?.reason ?? null });
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
