import { useEffect, useState } from "react";

type EditorCode = typeof import("./document-editor");

/**
 * The editor's code, fetched by the page that needs it and by no other.
 * @returns `failed` while it could not be fetched; it is tried again when the network is back.
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
