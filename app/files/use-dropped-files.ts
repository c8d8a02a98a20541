import { type RefObject, useEffect, useState } from "react";

/** Takes files dropped on an element, or pasted into the page. @returns whether files are held over it */
export function useDroppedFiles(element: RefObject<HTMLElement>, take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = () => setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    };
    target.addEventListener("dragover", hold);
    target.addEventListener("dragleave", leave);
    target.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      target.removeEventListener("dragover", hold);
      target.removeEventListener("dragleave", leave);
      target.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, [element, take]);
  return over;
}
