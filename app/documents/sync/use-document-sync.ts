import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { acquireLiveConnection } from "../../realtime/socket";
import { DocumentSync } from "./document-sync";
import { unopened } from "./document-view";
import { openPendingStore } from "./pending-store";

const nothing = unopened("connecting");

/** Synchronises one document while the component is mounted. */
export function useDocumentSync(document: string, owner: string, onRenamed: () => void) {
  const [sync, setSync] = useState<DocumentSync | null>(null);
  const renamed = useRef(onRenamed);
  renamed.current = onRenamed;
  useEffect(() => {
    let left = false;
    let end = () => undefined as unknown;
    const begin = async () => {
      const { live, release } = await acquireLiveConnection();
      const openStore = (onChange: () => void) => openPendingStore(`${owner}/${document}`, onChange);
      const made = new DocumentSync({ document, live, openStore, onRenamed: () => renamed.current() });
      end = () => made.stop().then(release);
      if (left) return end();
      setSync(made);
      await made.start();
    };
    const tryBegin = () => void begin().catch(() => addEventListener("online", tryBegin, { once: true }));
    tryBegin();
    return () => {
      left = true;
      removeEventListener("online", tryBegin);
      setSync(null);
      end();
    };
  }, [document, owner]);
  const watch = useCallback((watcher: () => void) => sync?.watch(watcher) ?? (() => undefined), [sync]);
  const view = useSyncExternalStore(watch, () => sync?.view ?? nothing);
  return { sync, view };
}
