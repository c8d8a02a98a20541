import { useEffect, useState } from "react";

type EditorCode = typeof import("./document-editor");

/**
 * Loads the editor's code, only on the page that needs it.
 * @returns `failed` after a failed download; it is retried when the network is back.
 */
export function useEditorCode(): { code: EditorCode | null; failed: boolean } {
  const [code, setCode] = useState<EditorCode | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const fetchCode = () => {
      setFailed(false);
      import("./document-editor").then(setCode, () => setFailed(true));
    };
    fetchCode();
    addEventListener("online", fetchCode);
    return () => removeEventListener("online", fetchCode);
  }, []);
  return { code, failed };
}
